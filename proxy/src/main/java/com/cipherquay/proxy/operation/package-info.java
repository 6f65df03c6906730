/**
 * The route of a request and the S3 operations, one record per file, named as AWS names them: the
 * directory listing is the feature list.
 *
 * <p>{@link com.cipherquay.proxy.operation.S3Service} is the way in. A request becomes a caller,
 * the caller's request an operation, the operation a list of permissions and then an answer; one
 * switch turns every fault into an S3 error. What a request asks for and no operation understands
 * is refused, never ignored and never passed on. Knows no HTTP server.
 */
@NullMarked
package com.cipherquay.proxy.operation;

import org.jspecify.annotations.NullMarked;
