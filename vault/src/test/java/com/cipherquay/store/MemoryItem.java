package com.cipherquay.store;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalInt;

/** A version of an object, or a delete marker. */
final class MemoryItem {

  private final boolean marker;
  private final byte[] body;
  private final StoredHead head;
  private final StoredTags tags;

  MemoryItem(boolean marker, byte[] body, StoredHead head, StoredTags tags) {
    this.marker = marker;
    StoredTraits traits =
        new StoredTraits(
            OptionalInt.of(tags.byKey().size()),
            head.traits().storageClass(),
            head.traits().restoration());
    this.body = body;
    this.head =
        new StoredHead(
            head.etag(),
            head.size(),
            head.lastModified(),
            head.metadata(),
            traits,
            head.versionId());
    this.tags = tags;
  }

  /** Nobody changes it. */
  byte[] body() {
    return body;
  }

  StoredTags tags() {
    return tags;
  }

  StoredHead head() {
    return head;
  }

  boolean marker() {
    return marker;
  }

  /** What it is called where versions are listed. */
  String version() {
    return head.versionId().orElse(StoredVersion.NULL_ID);
  }

  /** One that was written before the bucket kept versions, as it shows from then on. */
  MemoryItem withVersion() {
    return with(head.traits(), Optional.of(version()));
  }

  MemoryItem with(StoredTraits traits, Optional<String> versionId) {
    StoredHead shown =
        new StoredHead(
            head.etag(), head.size(), head.lastModified(), head.metadata(), traits, versionId);
    return new MemoryItem(marker, body, shown, tags);
  }

  InputStream open(ByteSpan span) {
    return new ByteArrayInputStream(body, (int) span.offset(), (int) span.length());
  }
}
