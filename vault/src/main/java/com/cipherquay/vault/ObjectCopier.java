package com.cipherquay.vault;

import static java.util.stream.Collectors.toMap;

import com.cipherquay.store.ObjectStore;
import com.cipherquay.store.StoreException;
import com.cipherquay.store.StoreFault;
import com.cipherquay.store.StoredDescription;
import com.cipherquay.store.StoredTags;
import com.cipherquay.store.StoredVersion;
import com.cipherquay.store.WriteCondition;
import com.cipherquay.store.Written;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Copies objects (FORMAT.md, "Copy"): the data key is wrapped anew and the body stays in the store,
 * unless a key that was given away opens exactly one of source and copy. Thread-safe.
 */
final class ObjectCopier {

  /** How much of an object over 5 GiB is encrypted anew into one part of the store's. */
  private static final long PIECE = 512L << 20;

  private final ObjectStore store;
  private final PathKeys keys;
  private final Shared shared;
  private final ObjectWriter writer;
  private final PartsCopier parts;

  ObjectCopier(ObjectStore store, PathKeys keys, Shared shared, ObjectWriter writer) {
    this.store = store;
    this.keys = keys;
    this.shared = shared;
    this.writer = writer;
    this.parts = new PartsCopier(store, PartsCopier.LARGEST_WRITE, PIECE);
  }

  /** As {@link Vault#copy}, with the store's own entity tags. */
  Written copy(
      CopySource source, ObjectKey key, CopyDescription description, WriteCondition condition)
      throws IOException {
    Destination to = new Destination(new ObjectPath(keys, key), keys.storedName(key), condition);
    ObjectPath from = source.object().path();
    if (mustNotShare(from, to.path())) {
      return reencrypt(source, key, description, condition);
    }
    boolean onto = isOnto(source, to);
    ObjectRecord contents =
        onto && description.metadata().isEmpty()
            ? source.object().contents()
            : contents(source, description.metadata());
    MetadataEnvelope envelope = seal(source.object(), to.path(), contents);
    StoredDescription sealed =
        new StoredDescription(
            envelope.stored(),
            storedTags(source, description),
            description.storageClass(),
            description.lock(),
            false);
    if (!onto) {
      new CopyNote(envelope.wrapped(), to.name().value()).write(store);
    }
    if (!contents.equals(source.object().contents()) || !onto) {
      new Expiries(store, keys).note(key, source.object().writeId(), contents.metadata());
    }
    Written written = store.copy(source.stored(), to.name(), sealed, condition);
    complete(new StoredVersion(to.name(), written.versionId()), sealed);
    remember(source, StoredVersion.current(to.name()), written);
    return written;
  }

  /** Gives a copy what some stores forget. */
  private void complete(StoredVersion copied, StoredDescription description) throws IOException {
    Tags.ensure(store.tags(), copied, description.tags().orElse(StoredTags.NONE));
    Locks.ensure(store, copied, description.lock());
  }

  private void remember(CopySource source, StoredVersion copied, Written written) {
    source
        .parts()
        .ifPresentOrElse(
            parts -> shared.parts().remember(keys.bucket(), copied, parts.under(written.etag())),
            () -> shared.parts().forget(keys.bucket(), copied));
  }

  /**
   * Whether a copy must have a data key of its own. Which other keys another vault has given away,
   * only that vault knows.
   */
  private boolean mustNotShare(ObjectPath from, ObjectPath to) {
    return !from.sharesVaultWith(to)
        || from.isForeign()
        || to.isForeign()
        || shared.exports().separates(from.bucket(), from.key(), to.bucket(), to.key());
  }

  /**
   * Makes a copy under a data key of its own: the body is read and written, as a stream. The source
   * may be the object itself.
   */
  Written reencrypt(
      CopySource source, ObjectKey key, CopyDescription description, WriteCondition condition)
      throws IOException {
    Destination to = new Destination(new ObjectPath(keys, key), keys.storedName(key), condition);
    ObjectRecord contents = contents(source, description.metadata());
    shared.parts().forget(keys.bucket(), StoredVersion.current(to.name()));
    ObjectDescription described =
        new ObjectDescription(
            contents.metadata(),
            tags(source, description),
            description.storageClass(),
            description.lock());
    return encryptAnew(source, to, contents, described);
  }

  /** Whether an object is copied onto itself, which changes what it has beside its body. */
  private static boolean isOnto(CopySource source, Destination to) {
    ObjectPath from = source.object().path();
    return from.bucket().equals(to.path().bucket())
        && from.key().equals(to.path().key())
        && source.stored().object().versionId().isEmpty();
  }

  /**
   * What the copy's metadata says. What describes the body goes with it, whatever the client says.
   */
  private ObjectRecord contents(CopySource source, Optional<ObjectMetadata> replacement) {
    ObjectRecord before = source.object().contents();
    Map<ChecksumAlgorithm, String> checksums = before.metadata().checksums();
    ObjectMetadata metadata =
        replacement
            .map(it -> new ObjectMetadata(it.headers(), it.user(), checksums))
            .orElse(before.metadata());
    long now = shared.clock().millis();
    return new ObjectRecord(before.single(), before.checksumInTrailer(), now, metadata);
  }

  /** The same data key and write at another place. */
  private static MetadataEnvelope seal(OpenedObject object, ObjectPath to, ObjectRecord contents)
      throws VaultException {
    WrappedKey wrapped = to.wrap(object.key(), object.writeId());
    return MetadataEnvelope.seal(to, object.key(), wrapped, contents);
  }

  /**
   * What the store has to be told of tags: nothing where there are none, or where it may have some
   * that are the same there and copies them along.
   */
  private Optional<StoredTags> storedTags(CopySource source, CopyDescription description)
      throws IOException {
    boolean sameBucket = source.object().path().bucket().equals(keys.bucket());
    boolean counted = source.object().head().traits().tags().isPresent();
    if (description.tags().isEmpty() && sameBucket && !counted) {
      return Optional.empty();
    }
    ObjectTags tags = tags(source, description);
    return description.tags().isEmpty() && tags.isEmpty()
        ? Optional.empty()
        : Optional.of(TagCipher.of(keys).seal(tags));
  }

  private static ObjectTags tags(CopySource source, CopyDescription description)
      throws IOException {
    if (description.tags().isPresent()) {
      return description.tags().get();
    }
    OptionalInt count = source.object().head().traits().tags();
    return count.isPresent() && count.getAsInt() == 0 ? ObjectTags.NONE : readTags(source);
  }

  private static ObjectTags readTags(CopySource source) throws IOException {
    try {
      return TagCipher.of(source.object().path())
          .open(source.reader().tags().get(source.stored().object()));
    } catch (StoreException e) {
      if (e.fault() == StoreFault.TAGS_UNSUPPORTED) {
        return ObjectTags.NONE;
      }
      throw e;
    }
  }

  private Written encryptAnew(
      CopySource source, Destination to, ObjectRecord contents, ObjectDescription described)
      throws IOException {
    if (source.parts().isPresent()) {
      return parts.copy(source, to, contents, described);
    }
    Map<ChecksumAlgorithm, String> checksums = checksums(source);
    try (InputStream plaintext = source.reader().open(source)) {
      long length = source.info().length();
      PlaintextBody body = new PlaintextBody(plaintext, length, () -> checksums);
      return writer.put(to.path().key(), described, body, to.condition());
    }
  }

  private static Map<ChecksumAlgorithm, String> checksums(CopySource source) throws IOException {
    return source.reader().checksums(source).stream()
        .collect(toMap(ObjectChecksum::algorithm, ObjectChecksum::value, (first, other) -> first));
  }
}
