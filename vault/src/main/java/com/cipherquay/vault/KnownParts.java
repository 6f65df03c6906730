package com.cipherquay.vault;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What was authenticated of an object put in parts, to be trusted again for the same write and
 * entity tag. Thread-safe.
 */
final class KnownParts {

  private static final int BYTES_PER_PART = 250;

  private final String etag;
  private final WriteId writeId;
  private final Manifest manifest;
  private final ContentLayout layout;
  private final Map<Integer, Octets> segmentHeaders = new ConcurrentHashMap<>();

  KnownParts(String etag, WriteId writeId, Manifest manifest) {
    this.etag = etag;
    this.writeId = writeId;
    this.manifest = manifest;
    this.layout = ContentLayout.of(manifest);
  }

  /** The store's entity tag. */
  String etag() {
    return etag;
  }

  Manifest manifest() {
    return manifest;
  }

  ContentLayout layout() {
    return layout;
  }

  /** How many parts there are. */
  int count() {
    return layout.parts().size();
  }

  /** The same of a copy of the object. */
  KnownParts under(String otherEtag) {
    KnownParts copy = new KnownParts(otherEtag, writeId, manifest);
    copy.segmentHeaders.putAll(segmentHeaders);
    return copy;
  }

  /** Whether this is known of that object. */
  boolean describes(OpenedObject object) {
    return object.contents().single().isEmpty()
        && object.head().etag().equals(etag)
        && object.head().size() == layout.size()
        && object.writeId().equals(writeId);
  }

  /** The segment cipher's header of a part by its index, if it was read before. */
  Optional<Octets> segmentHeader(int part) {
    return Optional.ofNullable(segmentHeaders.get(part));
  }

  void remember(int part, Octets segmentHeader) {
    segmentHeaders.put(part, segmentHeader);
  }

  /** About how many bytes this takes in memory. */
  int weight() {
    return BYTES_PER_PART * (1 + count());
  }
}
