package com.cipherquay.vault;

import com.cipherquay.store.ByteRange;
import com.cipherquay.store.ObjectStore;
import com.cipherquay.store.StoreException;
import com.cipherquay.store.StoreFault;
import com.cipherquay.store.StoredObject;
import com.cipherquay.store.StoredSource;
import com.cipherquay.store.StoredVersion;
import com.cipherquay.store.TagStore;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
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
          StoreFault.NO_SUCH_VERSION,
          StoreFault.RANGE_NOT_SATISFIABLE);

  private static final ByteRange WHOLE = new ByteRange.Whole();

  private final ObjectStore store;
  private final PathKeys keys;
  private final PartsReader parts;
  private final Clock clock;

  ObjectReader(ObjectStore store, PathKeys keys, PartsCache cache, Clock clock) {
    this.store = store;
    this.keys = keys;
    this.clock = clock;
    this.parts = new PartsReader(store, keys.bucket(), cache);
  }

  /** An object asked for. */
  private record Target(StoredVersion version, ObjectPath path) {}

  /** What is wanted of an object, decided when it is known how it is made up. */
  @FunctionalInterface
  private interface Wanted {
    Span in(ContentLayout layout) throws IOException;
  }

  private Target target(ObjectVersion object) throws VaultException {
    StoredVersion version = new StoredVersion(keys.storedName(object.key()), object.versionId());
    return new Target(version, new ObjectPath(keys, object.key()));
  }

  private OpenedObject open(Target target) throws IOException {
    return OpenedObject.open(target.path(), store.head(target.version()))
        .presentAt(clock.instant());
  }

  private Optional<KnownParts> partsOf(Target target, OpenedObject object) throws IOException {
    return object.contents().single().isPresent()
        ? Optional.empty()
        : Optional.of(parts.of(target.version(), object));
  }

  ObjectInfo head(ObjectVersion version) throws IOException {
    Target target = target(version);
    OpenedObject object = open(target);
    try {
      return object.info(partsOf(target, object));
    } catch (StoreException e) {
      if (e.fault() == StoreFault.ARCHIVED) {
        return object.infoOfArchived();
      }
      throw e;
    }
  }

  PartInfo headPart(ObjectVersion version, int part) throws IOException {
    Target target = target(version);
    OpenedObject object = open(target);
    Optional<KnownParts> made = partsOf(target, object);
    ObjectInfo info = object.info(made);
    Span span = layout(object, made).spanOf(part);
    return new PartInfo(info, span.first(), span.length());
  }

  CopySource source(ObjectVersion version) throws IOException {
    Target target = target(version);
    OpenedObject object = open(target);
    String etag = object.head().etag();
    StoredSource stored =
        new StoredSource(keys.bucket(), target.version(), etag, object.head().size());
    return new CopySource(this, object, partsOf(target, object), stored);
  }

  /** The checksums of an object, at the cost of a second call where they are in its trailer. */
  List<ObjectChecksum> checksums(CopySource source) throws IOException {
    OpenedObject object = source.object();
    Optional<Manifest> manifest = source.parts().map(KnownParts::manifest);
    if (manifest.isEmpty() && object.contents().checksumInTrailer()) {
      manifest = Optional.of(parts.manifest(source.stored().object(), object));
    }
    return object.checksums(manifest);
  }

  /** As {@link #head}, with all checksums. */
  ObjectInfo describe(ObjectVersion version) throws IOException {
    try {
      CopySource source = source(version);
      return source.info().with(checksums(source));
    } catch (StoreException e) {
      if (e.fault() == StoreFault.ARCHIVED) {
        return head(version);
      }
      throw e;
    }
  }

  TagStore tags() {
    return store.tags();
  }

  VaultObject get(ObjectVersion version, ByteRange range) throws IOException {
    Target target = target(version);
    Optional<KnownParts> known = parts.known(target.version());
    if (known.isPresent()) {
      Optional<Span> span = Span.find(range, known.get().layout().length());
      Optional<VaultObject> same =
          span.isPresent() ? getIfSame(target, known.get(), span.get()) : Optional.empty();
      if (same.isPresent()) {
        return same.get();
      }
      parts.forget(target.version());
    }
    ByteRange asked = SinglePutRange.of(range);
    StoreAnswer answer = new StoreAnswer(read(version, target, range, asked), asked);
    return getFresh(target, answer, layout -> Span.of(range, layout.length()));
  }

  VaultObject getPart(ObjectVersion version, int part) throws IOException {
    Target target = target(version);
    Optional<KnownParts> known =
        parts.known(target.version()).filter(it -> part >= 1 && part <= it.count());
    if (known.isPresent()) {
      Span span = known.get().layout().spanOf(part);
      Optional<VaultObject> same = getIfSame(target, known.get(), span);
      if (same.isPresent()) {
        return same.get();
      }
      parts.forget(target.version());
    }
    if (part != 1) {
      return getLaterPart(target, part);
    }
    // All of an object put in one piece. Of any other the answer begins with what is wanted.
    StoredObject answer = store.read(target.version(), WHOLE, Optional.empty());
    return getFresh(target, new StoreAnswer(answer, WHOLE), layout -> layout.spanOf(part));
  }

  private VaultObject getFresh(Target target, StoreAnswer first, Wanted wanted) throws IOException {
    KnownParts made;
    Span span;
    try (StoreAnswer answer = first) {
      OpenedObject object = answer.authenticate(target.path()).presentAt(clock.instant());
      Optional<KnownParts> known = partsOf(target, object);
      ContentLayout layout = layout(object, known);
      span = wanted.in(layout);
      if (known.isEmpty() || answer.isWhole()) {
        Optional<Octets> header =
            object.contents().single().map(ObjectRecord.SinglePut::segmentHeader);
        return answer.handOver(object, known, new ReadPlan(layout, span, header));
      }
      made = known.get();
    }
    return getIfSame(target, made, span).orElseThrow(ObjectReader::replaced);
  }

  /** Gets a part that is not the first, of an object of which nothing is known. */
  private VaultObject getLaterPart(Target target, int part) throws IOException {
    ByteRange end = new ByteRange.Suffix(PartsReader.USUAL_TAIL);
    KnownParts made;
    Span span;
    try (StoreAnswer answer =
        new StoreAnswer(store.read(target.version(), end, Optional.empty()), end)) {
      OpenedObject object = answer.authenticate(target.path()).presentAt(clock.instant());
      if (object.contents().single().isPresent()) {
        throw new VaultException(VaultFault.NO_SUCH_PART, "part " + part + " of one");
      }
      made = parts.of(target.version(), object, answer.ciphertext());
      span = made.layout().spanOf(part);
    }
    return getIfSame(target, made, span).orElseThrow(ObjectReader::replaced);
  }

  private static StoreException replaced() {
    return new StoreException(StoreFault.BUSY, "replaced while it was read");
  }

  private static ContentLayout layout(OpenedObject object, Optional<KnownParts> parts) {
    return parts
        .map(KnownParts::layout)
        .or(() -> object.contents().single().map(it -> ContentLayout.single(it.length())))
        .orElseThrow(IllegalStateException::new);
  }

  private StoredObject read(ObjectVersion version, Target target, ByteRange range, ByteRange asked)
      throws IOException {
    try {
      return store.read(target.version(), asked, Optional.empty());
    } catch (StoreException e) {
      if (e.fault() != StoreFault.RANGE_NOT_SATISFIABLE) {
        throw e;
      }
      // The store's word for it is not enough: the length that refuses a range is authenticated.
      Span.of(range, head(version).length());
      throw new VaultException(VaultFault.CORRUPT, "the store refuses a range of the object", e);
    }
  }

  /** Gets an object that was put in parts, if it is still the one that is known. */
  private Optional<VaultObject> getIfSame(Target target, KnownParts known, Span span)
      throws IOException {
    try {
      return span.length() == 0 && known.layout().length() > 0
          ? nothingIfSame(target, known, span)
          : readIfSame(target, known, span);
    } catch (StoreException e) {
      if (GONE.contains(e.fault())) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private Optional<VaultObject> readIfSame(Target target, KnownParts known, Span span)
      throws IOException {
    ReadPlan place = new ReadPlan(known.layout(), span, Optional.empty());
    ByteRange asked =
        place.whole() ? WHOLE : new ByteRange.Between(place.readFrom(), place.readTo() - 1);
    StoredObject read = store.read(target.version(), asked, Optional.of(known.etag()));
    try (StoreAnswer answer = new StoreAnswer(read, asked)) {
      OpenedObject object = answer.authenticate(target.path()).presentAt(clock.instant());
      if (!known.describes(object)) {
        return Optional.empty();
      }
      Optional<Octets> header = Optional.empty();
      if (place.firstSegment() > 0) {
        int part = place.firstPart();
        header = Optional.of(parts.segmentHeader(target.version(), object, known, part));
      }
      ReadPlan plan = new ReadPlan(known.layout(), span, header);
      return Optional.of(answer.handOver(object, Optional.of(known), plan));
    }
  }

  /** Gets an empty part, of which the store has no bytes that could be asked for. */
  private Optional<VaultObject> nothingIfSame(Target target, KnownParts known, Span span)
      throws IOException {
    OpenedObject object = open(target);
    if (!known.describes(object)) {
      return Optional.empty();
    }
    ObjectInfo info = object.info(Optional.of(known));
    return Optional.of(new VaultObject(info, span.first(), 0, InputStream.nullInputStream()));
  }

  /**
   * Opens the plaintext of all of an object that is copied, if it is still what was looked at.
   *
   * @throws StoreException {@code SOURCE_CHANGED}
   */
  InputStream open(CopySource source) throws IOException {
    StoredVersion version = source.stored().object();
    try (StoreAnswer answer =
        new StoreAnswer(store.read(version, WHOLE, Optional.of(source.stored().etag())), WHOLE)) {
      OpenedObject object = answer.authenticate(source.object().path()).presentAt(clock.instant());
      boolean same = object.writeId().equals(source.object().writeId());
      if (!same || !source.parts().map(known -> known.describes(object)).orElse(true)) {
        throw new StoreException(StoreFault.SOURCE_CHANGED, "another object than was looked at");
      }
      ContentLayout layout = layout(object, source.parts());
      Span all = new Span(0, layout.length());
      ReadPlan plan = new ReadPlan(layout, all, Optional.empty());
      return answer.handOver(object, source.parts(), plan).body();
    } catch (StoreException e) {
      throw e.fault() == StoreFault.PRECONDITION_FAILED
          ? new StoreException(StoreFault.SOURCE_CHANGED, "replaced since it was looked at", e)
          : e;
    }
  }
}
