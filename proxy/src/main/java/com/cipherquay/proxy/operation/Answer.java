package com.cipherquay.proxy.operation;

import com.cipherquay.proxy.s3.S3Response;
import java.util.Optional;

/**
 * What the route gives back.
 *
 * @param operation the operation as AWS names it, or {@code Unknown} if the request never became
 *     one
 * @param accessKeyId who asked, if it was authenticated
 * @param response what to send
 */
public record Answer(String operation, Optional<String> accessKeyId, S3Response response) {}
