package com.cipherquay.vault;

/**
 * One of the parts that an object was put in.
 *
 * @param object the object; put in one piece, its one part is all of it
 * @param first the offset of the part's first byte in the object
 * @param length its length in bytes, which may be 0
 */
public record PartInfo(ObjectInfo object, long first, long length) {}
