package com.cipherquay.vault;

import com.cipherquay.store.ByteRange;
import com.cipherquay.store.ObjectStore;
import com.cipherquay.store.StoreException;
import com.cipherquay.store.StoreFault;
import com.cipherquay.store.StoredName;
import com.cipherquay.store.StoredObject;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Gets objects. One that was put in one piece costs one call to the store, whatever the range; one
 * that was put in parts costs one more for its manifest until that is known. Thread-safe.
 */
final class ObjectReader {

  /** What a store says where the object that is known has been replaced or deleted. */
  private static final Set<StoreFault> GONE =
      EnumSet.of(
          StoreFault.PRECONDITION_FAILED,
          StoreFault.NO_SUCH_OBJECT,
          StoreFault.RANGE_NOT_SATISFIABLE);

  private final ObjectStore store;
  private final PathKeys keys;
  private final PartsReader parts;

  ObjectReader(ObjectStore store, PathKeys keys, PartsCache cache) {
    this.store = store;
    this.keys = keys;
    this.parts = new PartsReader(store, keys.bucket(), cache);
  }

  /** An object asked for. */
  private record Target(StoredName name, ObjectPath path) {}

  private Target target(ObjectKey key) throws VaultException {
    return new Target(keys.storedName(key), new ObjectPath(keys, key));
  }

  ObjectInfo head(ObjectKey key) throws IOException {
    Target target = target(key);
    OpenedObject object = OpenedObject.open(target.path(), store.head(target.name()));
    Optional<Long> length = object.contents().single().map(ObjectRecord.SinglePut::length);
    return object.info(
        length.isPresent() ? length.get() : parts.of(target.name(), object).layout().length());
  }

  /** The checksums of an object, at the cost of a second call where they are in its trailer. */
  Map<ChecksumAlgorithm, String> checksums(ObjectKey key) throws IOException {
    Target target = target(key);
    OpenedObject object = OpenedObject.open(target.path(), store.head(target.name()));
    if (!object.contents().checksumInTrailer()) {
      return object.contents().metadata().checksums();
    }
    return parts
        .manifest(target.name(), object)
        .checksum()
        .filter(checksum -> !checksum.composite())
        .map(checksum -> Map.of(checksum.algorithm(), checksum.base64()))
        .orElse(Map.of());
  }

  VaultObject get(ObjectKey key, ByteRange range) throws IOException {
    Target target = target(key);
    Optional<KnownParts> known = parts.known(target.name());
    if (known.isPresent()) {
      Optional<Span> span = Span.find(range, known.get().layout().length());
      Optional<VaultObject> same =
          span.isPresent() ? getIfSame(target, known.get(), span.get()) : Optional.empty();
      if (same.isPresent()) {
        return same.get();
      }
      parts.forget(target.name());
    }
    return getFresh(key, target, range);
  }

  private VaultObject getFresh(ObjectKey key, Target target, ByteRange range) throws IOException {
    KnownParts made;
    Span span;
    ByteRange asked = SinglePutRange.of(range);
    try (Answer answer = new Answer(read(key, target, range, asked), asked)) {
      OpenedObject object = answer.authenticate(target.path());
      if (object.contents().single().isPresent()) {
        ObjectRecord.SinglePut single = object.contents().single().get();
        ContentLayout layout = ContentLayout.single(single.length());
        Optional<Octets> header = Optional.of(single.segmentHeader());
        span = Span.of(range, single.length());
        return answer.handOver(object, new ReadPlan(layout, span, header));
      }
      made = parts.of(target.name(), object);
      span = Span.of(range, made.layout().length());
      if (range instanceof ByteRange.Whole) {
        return answer.handOver(object, new ReadPlan(made.layout(), span, Optional.empty()));
      }
    }
    return getIfSame(target, made, span)
        .orElseThrow(() -> new StoreException(StoreFault.BUSY, "replaced while it was read"));
  }

  private StoredObject read(ObjectKey key, Target target, ByteRange range, ByteRange asked)
      throws IOException {
    try {
      return store.read(target.name(), asked, Optional.empty());
    } catch (StoreException e) {
      if (e.fault() != StoreFault.RANGE_NOT_SATISFIABLE) {
        throw e;
      }
      // The store's word for it is not enough: the length that refuses a range is authenticated.
      Span.of(range, head(key).length());
      throw new VaultException(VaultFault.CORRUPT, "the store refuses a range of the object", e);
    }
  }

  /** Gets an object that was put in parts, if it is still the one that is known. */
  private Optional<VaultObject> getIfSame(Target target, KnownParts known, Span span)
      throws IOException {
    ReadPlan place = new ReadPlan(known.layout(), span, Optional.empty());
    ByteRange asked =
        place.whole()
            ? new ByteRange.Whole()
            : new ByteRange.Between(place.readFrom(), place.readTo() - 1);
    Optional<String> sameObject = Optional.of(known.etag());
    try (Answer answer = new Answer(store.read(target.name(), asked, sameObject), asked)) {
      OpenedObject object = answer.authenticate(target.path());
      if (!known.describes(object)) {
        return Optional.empty();
      }
      Optional<Octets> header = Optional.empty();
      if (place.firstSegment() > 0) {
        int part = place.firstPart();
        header = Optional.of(parts.segmentHeader(target.name(), object, known, part));
      }
      return Optional.of(answer.handOver(object, new ReadPlan(known.layout(), span, header)));
    } catch (StoreException e) {
      if (GONE.contains(e.fault())) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** What a store answered; closed here unless handed over. */
  private static final class Answer implements AutoCloseable {

    private final StoredObject object;
    private final ByteRange asked;
    private boolean handedOver;

    Answer(StoredObject object, ByteRange asked) {
      this.object = object;
      this.asked = asked;
    }

    OpenedObject authenticate(ObjectPath path) throws VaultException {
      return OpenedObject.open(path, object.head());
    }

    /** Authenticates the first segment; from then on whoever has the body closes the answer. */
    VaultObject handOver(OpenedObject opened, ReadPlan plan) throws IOException {
      DecryptingStream body =
          DecryptingStream.open(CiphertextInput.of(object, asked), opened, plan);
      handedOver = true;
      ObjectInfo info = opened.info(plan.layout().length());
      return new VaultObject(info, plan.span().first(), plan.span().length(), body);
    }

    @Override
    public void close() throws IOException {
      if (!handedOver) {
        object.close();
      }
    }
  }
}
