package com.cipherquay.proxy.s3;

import java.io.InputStream;

/**
 * A request as it stands on the wire, before anything is believed.
 *
 * @param method upper case
 * @param rawPath the path exactly as sent, still percent-encoded, beginning with {@code /}
 * @param rawQuery the query exactly as sent, without {@code ?}; empty if there is none
 * @param headers the header fields
 * @param body the body as sent (aws-chunked framing and all); reading it sends {@code 100 Continue}
 *     where asked for
 * @param contentLength the Content-Length, or -1 if there is none
 * @param requestId the id of this request, for the answer and the log
 */
public record S3Request(
    String method,
    String rawPath,
    String rawQuery,
    S3Headers headers,
    InputStream body,
    long contentLength,
    String requestId) {}
