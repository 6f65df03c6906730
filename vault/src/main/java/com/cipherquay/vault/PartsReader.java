package com.cipherquay.vault;

import com.cipherquay.store.ByteRange;
import com.cipherquay.store.ObjectStore;
import com.cipherquay.store.StoredObject;
import com.cipherquay.store.StoredVersion;
import java.io.IOException;
import java.util.Optional;

/**
 * Finds out how an object that was put in parts is made up: from its trailer, by one read, or from
 * memory. Thread-safe.
 */
final class PartsReader {

  /** How much of an object's end to read where its size is not known yet: most trailers. */
  static final int USUAL_TAIL = 64 << 10;

  private final ObjectStore store;
  private final String bucket;
  private final PartsCache cache;

  PartsReader(ObjectStore store, String bucket, PartsCache cache) {
    this.store = store;
    this.bucket = bucket;
    this.cache = cache;
  }

  /** What is known of the object that was there when it was last read. */
  Optional<KnownParts> known(StoredVersion version) {
    return cache.find(bucket, version);
  }

  void remember(StoredVersion version, KnownParts known) {
    cache.remember(bucket, version, known);
  }

  void forget(StoredVersion version) {
    cache.forget(bucket, version);
  }

  /** The parts of an object whose metadata is authenticated. */
  KnownParts of(StoredVersion version, OpenedObject object) throws IOException {
    Optional<KnownParts> known = known(version).filter(parts -> parts.describes(object));
    if (known.isPresent()) {
      return known.get();
    }
    return remember(version, object, manifest(version, object));
  }

  /** As {@link #of}, without another read if the trailer is within the end of the object. */
  KnownParts of(StoredVersion version, OpenedObject object, CiphertextInput tail)
      throws IOException {
    int most = object.longestTrailer();
    if (tail.end() - tail.position() < most) {
      return of(version, object);
    }
    tail.skipTo(tail.end() - most);
    return remember(version, object, object.trailer().openLast(tail.read(most)));
  }

  private KnownParts remember(StoredVersion version, OpenedObject object, Manifest manifest)
      throws VaultException {
    KnownParts parts = new KnownParts(object.head().etag(), object.writeId(), manifest);
    if (!parts.describes(object)) {
      throw new VaultException(VaultFault.CORRUPT, "parts that are not those of the size");
    }
    cache.remember(bucket, version, parts);
    return parts;
  }

  /** Reads the manifest of any object, by one read. */
  Manifest manifest(StoredVersion version, OpenedObject object) throws IOException {
    int most = object.longestTrailer();
    ByteRange asked = new ByteRange.Suffix(most);
    Optional<String> sameObject = Optional.of(object.head().etag());
    try (StoredObject answer = store.read(version, asked, sameObject)) {
      checkSame(answer, object);
      return object.trailer().openLast(CiphertextInput.of(answer, asked).read(most));
    }
  }

  /** The segment cipher's header of a part, by one read or from memory. */
  Octets segmentHeader(StoredVersion version, OpenedObject object, KnownParts parts, int part)
      throws IOException {
    Optional<Octets> known = parts.segmentHeader(part);
    if (known.isPresent()) {
      return known.get();
    }
    PartLayout place = parts.layout().parts().get(part);
    long first = place.ciphertextStart();
    ByteRange asked = new ByteRange.Between(first, first + PartHeader.LENGTH - 1);
    try (StoredObject answer = store.read(version, asked, Optional.of(parts.etag()))) {
      checkSame(answer, object);
      PartHeader header =
          PartHeader.parse(CiphertextInput.of(answer, asked).read(PartHeader.LENGTH));
      header.verify(object.key(), place.number(), object.writeId());
      if (!header.commitment().equals(parts.manifest().parts().get(part).commitment())) {
        throw new VaultException(VaultFault.CORRUPT, "a part that is not of this object");
      }
      parts.remember(part, header.segmentHeader());
      return header.segmentHeader();
    }
  }

  private static void checkSame(StoredObject answer, OpenedObject object) throws VaultException {
    if (answer.head().size() != object.head().size()) {
      throw new VaultException(VaultFault.CORRUPT, "the object has another size now");
    }
  }
}
