package com.cipherquay.tests;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;

/** Signed requests over a connection each, with full say over path, headers and body. */
public final class RawS3 {

  private final Endpoint endpoint;
  private final InstantSource clock;

  public RawS3(Endpoint endpoint) {
    this(endpoint, InstantSource.system());
  }

  /** Requests that are signed at the time that a clock shows. */
  public RawS3(Endpoint endpoint, InstantSource clock) {
    this.endpoint = endpoint;
    this.clock = clock;
  }

  public Sigv4 signer() {
    return new Sigv4(endpoint, clock.instant());
  }

  /** A request without a body. */
  public RawResponse call(String method, String target) {
    return call(RawRequest.of(method, target));
  }

  /** A request without a body. */
  public RawResponse call(RawRequest request) {
    return call(request, new byte[0]);
  }

  /** A request whose body is hashed into the signature. */
  public RawResponse call(RawRequest request, byte[] body) {
    return call(request, Bodies.sha256(body), body);
  }

  /** A request with a payload hash of the test's choice. */
  public RawResponse call(RawRequest request, String payloadHash, byte[] body) {
    RawRequest sized = withLength(request, body.length);
    return exchange(sized, signer().head(sized, payloadHash).bytes(), body);
  }

  /** An aws-chunked upload, framed by the caller. */
  public RawResponse chunked(RawRequest request, String mode, Framing framing) {
    Sigv4 signer = signer();
    // The length of the framing does not depend on the signatures' values.
    byte[] trial = framing.frame(new ChunkedBody(signer, mode, "0".repeat(64)));
    RawRequest sized = withLength(request, trial.length).with("content-encoding", "aws-chunked");
    Sigv4.Head head = signer.head(sized, mode);
    return exchange(
        sized, head.bytes(), framing.frame(new ChunkedBody(signer, mode, head.signature())));
  }

  /** Lays out a body. */
  @FunctionalInterface
  public interface Framing {
    byte[] frame(ChunkedBody body);
  }

  /** Sends a head and a body as they are and reads the answer. */
  public RawResponse exchange(RawRequest request, byte[] head, byte[] body) {
    try (RawConnection connection = RawConnection.open(endpoint.uri())) {
      connection.send(head);
      connection.send(body);
      return connection.receive(request.method().equals("HEAD"));
    } catch (IOException e) {
      throw new UncheckedIOException(request.method() + " " + request.target(), e);
    }
  }

  private static RawRequest withLength(RawRequest request, int length) {
    boolean bare = length == 0 && !request.method().startsWith("P");
    boolean given = request.headers().containsKey("content-length");
    return bare || given ? request : request.with("content-length", Integer.toString(length));
  }

  /** Encodes as SigV4 wants it: everything but unreserved characters and, if asked, the slash. */
  public static String encode(String text, boolean keepSlash) {
    StringBuilder encoded = new StringBuilder();
    for (byte b : text.getBytes(UTF_8)) {
      char c = (char) (b & 0xff);
      boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || "-._~".indexOf(c) >= 0);
      if (plain || (c == '/' && keepSlash)) {
        encoded.append(c);
      } else {
        encoded.append(String.format("%%%02X", (int) c));
      }
    }
    return encoded.toString();
  }

  public static String path(String bucket, String key) {
    return "/" + bucket + "/" + encode(key, true);
  }
}
