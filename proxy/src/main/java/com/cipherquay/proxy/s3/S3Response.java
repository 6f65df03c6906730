package com.cipherquay.proxy.s3;

import java.io.InputStream;
import java.nio.ByteBuffer;

/**
 * An answer, built from scratch: nothing of a store's answer is passed on.
 *
 * @param status the HTTP status
 * @param headers what to send, without Date, Server, x-amz-request-id and Content-Length, which the
 *     edge adds
 * @param body what to send
 */
public record S3Response(int status, S3Headers headers, Body body) {

  /** The body of an answer. */
  public sealed interface Body {

    /** No body, and no Content-Length but 0. */
    record Empty() implements Body {}

    /** The answer to HEAD: a length without a body. */
    record LengthOnly(long length) implements Body {}

    /** A body in memory: what remains of the buffer. */
    record Bytes(ByteBuffer bytes) implements Body {}

    /**
     * A body that is pulled while it is sent. The edge closes the stream, and breaks the connection
     * off, never ending it cleanly, if a read throws.
     */
    record Stream(InputStream stream, long length) implements Body {}
  }

  public static final Body NO_BODY = new Body.Empty();
}
