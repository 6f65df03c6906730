package com.cipherquay.proxy.sigv4;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A signed request with its body as it would stand on the wire, to be verified or tampered with.
 */
final class SignedExchange {

  private final SignableRequest request;
  private final byte[] body;

  SignedExchange(SignableRequest request, byte[] body) {
    this.request = request;
    this.body = body;
  }

  SignableRequest request() {
    return request;
  }

  byte[] body() {
    return body;
  }

  SignedExchange with(String name, String value) {
    List<Map.Entry<String, String>> headers = new ArrayList<>(request.headers());
    headers.removeIf(field -> field.getKey().equalsIgnoreCase(name));
    headers.add(Map.entry(name, value));
    return withHeaders(headers);
  }

  /** Keeps what is there already. */
  SignedExchange withAnother(String name, String value) {
    List<Map.Entry<String, String>> headers = new ArrayList<>(request.headers());
    headers.add(Map.entry(name, value));
    return withHeaders(headers);
  }

  SignedExchange without(String name) {
    List<Map.Entry<String, String>> headers = new ArrayList<>(request.headers());
    headers.removeIf(field -> field.getKey().equalsIgnoreCase(name));
    return withHeaders(headers);
  }

  SignedExchange withHeaders(List<Map.Entry<String, String>> headers) {
    return new SignedExchange(
        new SignableRequest(request.method(), request.rawPath(), request.rawQuery(), headers),
        body);
  }

  SignedExchange withTarget(String rawPath, String rawQuery) {
    return new SignedExchange(
        new SignableRequest(request.method(), rawPath, rawQuery, request.headers()), body);
  }

  SignedExchange withBody(byte[] other) {
    return new SignedExchange(request, other);
  }

  String header(String name) {
    return new RequestFields(request.headers()).single(name).orElseThrow();
  }

  /** The body as a proxy reads it: to the end, or to the first fault. */
  byte[] read(RequestVerifier verifier) throws IOException {
    return open(verifier).readAllBytes();
  }

  VerifiedBody open(RequestVerifier verifier) {
    return verifier.verify(request).openBody(new ByteArrayInputStream(body), body.length, true);
  }
}
