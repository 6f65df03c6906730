/**
 * What both S3 sides of the proxy say: requests, responses, headers and error codes as values.
 *
 * <p>No HTTP server, no XML, no decisions. The client side ({@code http}, {@code operation}) and
 * the store side ({@code upstream}) both speak in these words.
 */
@NullMarked
package com.cipherquay.proxy.s3;

import org.jspecify.annotations.NullMarked;
