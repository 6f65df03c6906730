package com.cipherquay.vault;

/**
 * Which checksum the parts of an upload carry, decided where the upload is created.
 *
 * @param algorithm of the parts and of the object
 * @param composite whether the object's checksum is that of its parts' checksums, or that of the
 *     whole object (AWS, "Checking object integrity": COMPOSITE and FULL_OBJECT)
 */
public record UploadChecksum(ChecksumAlgorithm algorithm, boolean composite) {}
