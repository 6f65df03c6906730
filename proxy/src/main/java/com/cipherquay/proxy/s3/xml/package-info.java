/**
 * The XML documents of S3 as records: on the client's side those that clients send and get, on the
 * store's side ({@code Store...}) those that an upstream answers with.
 *
 * <p>Answers to clients are written by a streaming writer, because a listing has thousands of
 * elements. Documents that come from outside are untrusted, whichever side they come from: no DTDs,
 * no entities, bounded depth and length. Imports only {@code s3}; who reads a document decides what
 * it means.
 */
@NullMarked
package com.cipherquay.proxy.s3.xml;

import org.jspecify.annotations.NullMarked;
