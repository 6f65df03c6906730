package com.cipherquay.proxy.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.cipherquay.proxy.sigv4.PayloadHash;
import com.cipherquay.proxy.sigv4.SigV4Signer;
import com.cipherquay.proxy.sigv4.SignableRequest;
import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A request to be signed and written byte for byte, with nothing a client library would tidy up.
 */
public final class SignedRequest {

  static final String HOST = "127.0.0.1";

  private final String method;
  private final String target;
  private final String sentTarget;
  private final List<Map.Entry<String, String>> headers;
  private final byte[] body;

  private SignedRequest(
      String method,
      String target,
      String sentTarget,
      List<Map.Entry<String, String>> headers,
      byte[] body) {
    this.method = method;
    this.target = target;
    this.sentTarget = sentTarget;
    this.headers = List.copyOf(headers);
    this.body = body;
  }

  /** A request without a body; the target is path and query exactly as they go on the wire. */
  public static SignedRequest of(String method, String target) {
    return new SignedRequest(method, target, target, List.of(), new byte[0]);
  }

  public static SignedRequest put(String target, String body) {
    return of("PUT", target).withBody(body.getBytes(UTF_8));
  }

  public static SignedRequest get(String target) {
    return of("GET", target);
  }

  public SignedRequest with(String name, String value) {
    List<Map.Entry<String, String>> next = new ArrayList<>(headers);
    next.add(Map.entry(name, value));
    return new SignedRequest(method, target, sentTarget, next, body);
  }

  public SignedRequest withBody(byte[] bytes) {
    return new SignedRequest(method, target, sentTarget, headers, bytes);
  }

  /** The same signature over another target. */
  public SignedRequest sentAs(String other) {
    return new SignedRequest(method, target, other, headers, body);
  }

  String method() {
    return method;
  }

  byte[] body() {
    return body;
  }

  /** The head with its signature, for tests that write the body themselves. */
  byte[] head() {
    boolean sized = body.length > 0 || method.equals("PUT") || method.equals("POST");
    return head(sized ? List.of(Map.entry("Content-Length", "" + body.length)) : List.of());
  }

  /** The head with further fields that are not signed. */
  byte[] head(List<Map.Entry<String, String>> unsigned) {
    List<Map.Entry<String, String>> all = new ArrayList<>(headers);
    if (headers.stream().noneMatch(field -> field.getKey().equalsIgnoreCase("host"))) {
      all.add(0, Map.entry("Host", HOST));
    }
    int query = target.indexOf('?');
    SignableRequest signable =
        new SignableRequest(
            method,
            query < 0 ? target : target.substring(0, query),
            query < 0 ? "" : target.substring(query + 1),
            all);
    all.addAll(
        SigV4Signer.of(RunningProxy.REGION, Clock.systemUTC())
            .sign(signable, RunningProxy.OWNER, PayloadHash.UNSIGNED));
    all.addAll(unsigned);
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    head.writeBytes((method + " ").getBytes(ISO_8859_1));
    head.writeBytes(sentTarget.getBytes(UTF_8));
    head.writeBytes(" HTTP/1.1\r\n".getBytes(ISO_8859_1));
    all.forEach(
        field ->
            head.writeBytes(
                (field.getKey() + ": " + field.getValue() + "\r\n").getBytes(ISO_8859_1)));
    head.writeBytes("\r\n".getBytes(ISO_8859_1));
    return head.toByteArray();
  }
}
