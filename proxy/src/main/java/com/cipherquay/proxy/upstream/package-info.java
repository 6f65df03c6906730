/**
 * The store over HTTP: any S3 as a {@code BucketStore} and its buckets as {@code ObjectStore}s.
 *
 * <p>This side of the proxy is a client. It speaks the dialect that every S3 takes: Content-Length
 * always, no aws-chunked, no checksum headers, payloads not hashed (what is written is ciphertext
 * that authenticates itself, and every byte hashed twice is time). What a store answers is
 * untrusted: documents are read with bounds, lengths and ranges are compared with what was asked,
 * redirects are not followed. The only place that uses Jetty's client and the AWS credentials
 * chain.
 */
@NullMarked
package com.cipherquay.proxy.upstream;

import org.jspecify.annotations.NullMarked;
