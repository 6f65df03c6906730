package com.cipherquay.vault;

import java.util.Optional;

/**
 * One of the parts that an object was put in.
 *
 * @param number its place among them, counted from 1
 * @param length the plaintext length in bytes
 * @param checksum its own, if the upload was created with one
 */
public record ObjectPart(int number, long length, Optional<ObjectChecksum> checksum) {}
