package com.cipherquay.vault;

import java.util.Map;

/**
 * What a client stores beside a body. Sealed: the store sees none of it.
 *
 * @param headers the standard headers given at the PUT
 * @param user the user metadata, lower-case names without the {@code x-amz-meta-} prefix
 * @param checksums the checksums that were verified, base64 as on the wire
 */
public record ObjectMetadata(
    Map<StandardHeader, String> headers,
    Map<String, String> user,
    Map<ChecksumAlgorithm, String> checksums) {

  public static final ObjectMetadata EMPTY = new ObjectMetadata(Map.of(), Map.of(), Map.of());

  public ObjectMetadata {
    headers = Map.copyOf(headers);
    user = Map.copyOf(user);
    checksums = Map.copyOf(checksums);
  }
}
