package com.cipherquay.vault;

import java.time.Instant;

/**
 * An object without its body.
 *
 * @param etag the entity tag for clients, without quotes: the store's, made visibly not an MD5
 * @param length the plaintext length in bytes
 * @param lastModified the store's word
 * @param metadata what the client stored, authenticated
 */
public record ObjectInfo(String etag, long length, Instant lastModified, ObjectMetadata metadata) {}
