package com.cipherquay.vault;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

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

  /** The user metadata that says when an object ends, as {@code 2026-01-02T03:04:05Z}. */
  public static final String EXPIRES = "object-expires";

  private static final Pattern TIME = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}Z");

  public static final ObjectMetadata EMPTY = new ObjectMetadata(Map.of(), Map.of(), Map.of());

  public ObjectMetadata {
    headers = Map.copyOf(headers);
    user = Map.copyOf(user);
    checksums = Map.copyOf(checksums);
  }

  /** When the object ends, if it does by itself. */
  Optional<Instant> expiry() {
    return Optional.ofNullable(user.get(EXPIRES))
        .filter(text -> TIME.matcher(text).matches())
        .flatMap(ObjectMetadata::time);
  }

  private static Optional<Instant> time(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeParseException notOnTheCalendar) {
      return Optional.empty();
    }
  }
}
