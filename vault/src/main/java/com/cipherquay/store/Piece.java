package com.cipherquay.store;

/**
 * A part within the object that it was made into.
 *
 * @param start where in the object it starts, in bytes
 * @param size how many bytes it has
 * @param content not {@link Content.InParts}
 */
record Piece(long start, long size, Content content) {}
