package com.cipherquay.vault;

/**
 * A checksum of an object as clients see it.
 *
 * @param composite whether it is that of the parts' checksums
 * @param value base64 as on the wire; if composite, and not that of a part, followed by a dash and
 *     the number of parts
 */
public record ObjectChecksum(ChecksumAlgorithm algorithm, boolean composite, String value) {}
