package com.cipherquay.proxy.http;

import com.cipherquay.proxy.operation.Asker;
import java.util.Optional;

/**
 * One request after its end, for the access log and the metrics.
 *
 * @param requestId as in {@code x-amz-request-id}
 * @param operation the S3 operation as AWS names it, or {@code Unknown}
 * @param method the HTTP method
 * @param rawPath the path as sent, still percent-encoded, without the query, which may hold a
 *     signature; it names a bucket and a key, so it goes into no log that was not asked for names
 * @param status the HTTP status sent
 * @param asker who asked, if they said so
 * @param error the code of S3, if the answer is an error
 * @param remoteAddress the address of the peer
 * @param received bytes of the body received
 * @param sent bytes of the body sent
 * @param nanos from the end of the request's head to the end of the answer
 * @param aborted whether the connection was broken off in the middle of the answer
 */
public record ServedRequest(
    String requestId,
    String operation,
    String method,
    String rawPath,
    int status,
    Optional<Asker> asker,
    Optional<String> error,
    String remoteAddress,
    long received,
    long sent,
    long nanos,
    boolean aborted) {}
