package com.cipherquay.vault;

import com.cipherquay.keyset.Keyset;
import com.cipherquay.store.ByteRange;
import com.cipherquay.store.StoredHead;
import com.cipherquay.store.StoredMetadata;
import com.cipherquay.store.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * Reads an object from a file that holds its ciphertext and nothing else: no metadata and no store.
 * The data key comes from the recovery copy in the header of the first part, which is bound to the
 * bucket and object key under which the object was first written. Thread-safe.
 */
public final class ObjectRecovery {

  private final DirectoryKeys directories;

  private ObjectRecovery(DirectoryKeys directories) {
    this.directories = directories;
  }

  /** Recovery with these keys. */
  public static ObjectRecovery with(Keyset keyset) {
    return new ObjectRecovery(DirectoryKeys.of(keyset));
  }

  /**
   * Opens the plaintext of a file; the caller closes it.
   *
   * @param bucket the bucket in which the object was first written
   * @param key the object key under which it was first written
   * @return the plaintext, whose last bytes come only after all of the file is verified
   * @throws VaultException {@code CORRUPT}, also if the bucket or key is another; {@code
   *     UNKNOWN_EPOCH}
   */
  public InputStream open(Path ciphertext, String bucket, ObjectKey key) throws IOException {
    ObjectPath path = new ObjectPath(PathKeys.of(directories, bucket), key);
    return open(ciphertext, path, writeId -> Optional.empty());
  }

  /**
   * As {@link #open}, of an object in a folder that has a file for each object of a bucket under
   * its stored name, reserved names included. It may be a copy that was made within the store: then
   * the note of it that is there says its data key.
   *
   * @param tree the folder
   * @param key the object key under which it is there
   */
  public InputStream openIn(Path tree, String bucket, ObjectKey key) throws IOException {
    ObjectPath path = new ObjectPath(PathKeys.of(directories, bucket), key);
    String name = path.keys().storedName(key).value();
    return open(tree.resolve(name), path, writeId -> note(tree, name, writeId));
  }

  /** The object key behind a stored name; empty if this vault did not make it. */
  public Optional<ObjectKey> key(String bucket, String storedName) {
    return PathKeys.of(directories, bucket).decrypt(storedName);
  }

  /** Where the data key of a copy is wrapped for the place where it is. */
  @FunctionalInterface
  private interface Notes {
    Optional<WrappedKey> find(WriteId writeId) throws IOException;
  }

  private static Optional<WrappedKey> note(Path tree, String name, WriteId writeId)
      throws IOException {
    String note = CopyNote.name(name, writeId).value();
    Path file = tree.resolve(note);
    return Files.isRegularFile(file) && Files.size(file) <= CopyNote.MOST
        ? CopyNote.parse(Files.readAllBytes(file), note).map(CopyNote::wrapped)
        : Optional.empty();
  }

  private static InputStream open(Path ciphertext, ObjectPath path, Notes notes)
      throws IOException {
    FileChannel file = FileChannel.open(ciphertext);
    boolean opened = false;
    try {
      InputStream plaintext = open(file, path, notes);
      opened = true;
      return plaintext;
    } finally {
      if (!opened) {
        file.close();
      }
    }
  }

  private static InputStream open(FileChannel file, ObjectPath path, Notes notes)
      throws IOException {
    long size = file.size();
    PartHeader first = PartHeader.parse(read(file, 0, PartHeader.LENGTH));
    StoredHead head = new StoredHead("file", size, Instant.EPOCH, StoredMetadata.NONE);
    ObjectRecord unknown = new ObjectRecord(Optional.empty(), true, 0, ObjectMetadata.EMPTY);
    DataKey key = unwrap(path, first.origin(), notes);
    OpenedObject object = new OpenedObject(path, head, first.origin(), key, unknown);
    int tail = object.longestTrailer();
    ContentLayout layout =
        ContentLayout.of(object.trailer().openLast(read(file, size - tail, tail)));
    ByteRange whole = new ByteRange.Whole();
    InputStream body = Channels.newInputStream(file.position(0));
    CiphertextInput in = CiphertextInput.of(new StoredObject(head, 0, size, body), whole);
    if (layout.size() != size) {
      throw new VaultException(VaultFault.CORRUPT, "a trailer that is not of this size");
    }
    Span span = Span.of(whole, layout.length());
    return DecryptingStream.open(in, object, new ReadPlan(layout, span, Optional.empty()));
  }

  private static DataKey unwrap(ObjectPath path, WrappedKey origin, Notes notes)
      throws IOException {
    Optional<WrappedKey> noted = notes.find(origin.writeId());
    Optional<DataKey> here = noted.isPresent() ? path.tryUnwrap(noted.get()) : Optional.empty();
    return here.isPresent() ? here.get() : path.unwrap(origin);
  }

  private static byte[] read(FileChannel file, long offset, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining() && file.read(bytes, offset + bytes.position()) > 0) {
      // A read of a file may give less than there is.
    }
    if (bytes.hasRemaining()) {
      throw new VaultException(VaultFault.CORRUPT, "too short for an object of a vault");
    }
    return bytes.array();
  }
}
