package com.cipherquay.vault;

import com.cipherquay.store.StoreException;
import com.cipherquay.store.StoreFault;
import com.cipherquay.store.StoredHead;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An object whose metadata is authenticated.
 *
 * @param path where it is
 * @param head what the store says of it
 * @param wrapped its data key as it lies in the store
 * @param key its data key
 * @param contents what its metadata says
 */
record OpenedObject(
    ObjectPath path, StoredHead head, WrappedKey wrapped, DataKey key, ObjectRecord contents) {

  /**
   * @throws VaultException {@code NOT_ENCRYPTED}, {@code UNKNOWN_EPOCH}, or {@code CORRUPT}, also
   *     if the size is not that of the length in the metadata
   */
  static OpenedObject open(ObjectPath path, StoredHead head) throws VaultException {
    MetadataEnvelope envelope = MetadataEnvelope.parse(head.metadata());
    DataKey key = path.unwrap(envelope.wrapped());
    ObjectRecord contents = envelope.open(path, key);
    if (contents.single().isPresent()) {
      requireSize(head.size(), contents.single().get().length());
    }
    return new OpenedObject(path, head, envelope.wrapped(), key, contents);
  }

  private static void requireSize(long size, long length) throws VaultException {
    if (length > ObjectWriter.MAX_LENGTH || ObjectSize.target(length) != size) {
      throw new VaultException(VaultFault.CORRUPT, size + " bytes for a plaintext of " + length);
    }
  }

  /** Whether the object is over by what its metadata says. */
  boolean hasEnded(Instant now) {
    return contents.metadata().expiry().filter(end -> !end.isAfter(now)).isPresent();
  }

  /**
   * The same object, if it is there for clients.
   *
   * @throws StoreException {@code NO_SUCH_OBJECT} if it has ended, whether or not it was deleted
   *     yet
   */
  OpenedObject presentAt(Instant now) throws StoreException {
    if (hasEnded(now)) {
      throw new StoreException(StoreFault.NO_SUCH_OBJECT, "the object has ended");
    }
    return this;
  }

  WriteId writeId() {
    return wrapped.writeId();
  }

  Trailer trailer() {
    return new Trailer(path, key, wrapped.writeId());
  }

  /**
   * How many bytes at the end of an object of this size may be manifest and footer.
   *
   * @throws VaultException {@code CORRUPT} if no object has this size
   */
  int longestTrailer() throws VaultException {
    long parts = Math.min(lengthBySize() / PartMinimum.bytes() + 1, ObjectSize.PARTS_MAXIMUM);
    return (int) Math.min(Trailer.maxLength((int) parts), head.size());
  }

  /**
   * What clients see of it.
   *
   * @param parts how it is made up, if it was put in parts
   */
  ObjectInfo info(Optional<KnownParts> parts) {
    Optional<Manifest> manifest = parts.map(KnownParts::manifest);
    long length =
        manifest
            .map(Manifest::length)
            .or(() -> contents.single().map(ObjectRecord.SinglePut::length))
            .orElseThrow(IllegalStateException::new);
    return info(length, manifest);
  }

  /**
   * What clients see of it while its trailer can not be read: the length is by arithmetic from the
   * size, as in a listing.
   *
   * @throws VaultException {@code CORRUPT} if no object has this size
   */
  ObjectInfo infoOfArchived() throws VaultException {
    return info(lengthBySize(), Optional.empty());
  }

  private ObjectInfo info(long length, Optional<Manifest> manifest) {
    return new ObjectInfo(
        EntityTag.forClients(head.etag()),
        length,
        head.lastModified(),
        contents.metadata(),
        checksums(manifest),
        ObjectParts.of(manifest),
        head.traits(),
        head.versionId());
  }

  /**
   * What tells this write of the object from every other.
   *
   * @throws VaultException {@code CORRUPT} if no object has this size
   */
  InventoryEntry.Write write() throws VaultException {
    String id = Base64Url.encode(writeId().bytes());
    return new InventoryEntry.Write(id, contents.writtenAt(), lengthBySize());
  }

  private long lengthBySize() throws VaultException {
    long size = head.size();
    return ObjectSize.plaintext(size)
        .orElseThrow(
            () -> new VaultException(VaultFault.CORRUPT, "no object has " + size + " bytes"));
  }

  /** The checksums in the metadata and, where it is known, the one in the manifest. */
  List<ObjectChecksum> checksums(Optional<Manifest> manifest) {
    Stream<ObjectChecksum> sealed =
        contents.metadata().checksums().entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(sum -> new ObjectChecksum(sum.getKey(), false, sum.getValue()));
    return Stream.concat(sealed, manifest.flatMap(Manifest::shownChecksum).stream()).toList();
  }
}
