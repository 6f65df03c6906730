package com.cipherquay.proxy.operation;

import com.cipherquay.proxy.s3.S3Response;
import java.util.Optional;

/**
 * What the route gives back.
 *
 * @param operation the operation as AWS names it, or {@code Unknown} if the request never became
 *     one
 * @param asker who asked, if they said so
 * @param error the code of S3, if the answer is an error
 * @param response what to send
 */
public record Answer(
    String operation, Optional<Asker> asker, Optional<String> error, S3Response response) {}
