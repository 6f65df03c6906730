package com.cipherquay.vault;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.cipherquay.store.ObjectStore;
import com.cipherquay.store.StoredName;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * A note beside a copy whose body was not written anew: its data key wrapped for where it is now,
 * for the day when all metadata is lost. The headers in its body hold that of its origin, which
 * nobody may know any more (FORMAT.md, "Copy, rename, rotation").
 *
 * @param wrapped as in the metadata of the copy when it was made
 * @param storedName of the copy
 */
record CopyNote(WrappedKey wrapped, String storedName) {

  /** Of all notes. */
  static final String ALL = UploadFolder.RESERVED + "copies/";

  /** The longest body of a note in bytes. */
  static final int MOST = 1 + WrappedKey.LENGTH + StoredName.MAX_BYTES;

  private static final byte VERSION = 1;

  /** Writes it, with one call to the store; before the copy is made, as more of them do no harm. */
  void write(ObjectStore store) throws IOException {
    OwnObjects.write(store, name(storedName, wrapped.writeId()), bytes());
  }

  /** Where the note of an object lies, if there is one. */
  static StoredName name(String storedName, WriteId writeId) {
    byte[] digest = Digests.of("SHA-256").digest(storedName.getBytes(UTF_8));
    return new StoredName(ALL + Base64Url.encode(digest) + "/" + Base64Url.encode(writeId.bytes()));
  }

  byte[] bytes() {
    byte[] name = storedName.getBytes(US_ASCII);
    ByteBuffer out = ByteBuffer.allocate(1 + WrappedKey.LENGTH + name.length).put(VERSION);
    wrapped.write(out);
    return out.put(name).array();
  }

  /** The note in a body; empty if it is none, or does not belong under its name. */
  static Optional<CopyNote> parse(byte[] body, String name) {
    if (body.length <= 1 + WrappedKey.LENGTH || body.length > MOST || body[0] != VERSION) {
      return Optional.empty();
    }
    WrappedKey wrapped = WrappedKey.read(ByteBuffer.wrap(body, 1, WrappedKey.LENGTH));
    byte[] stored = Arrays.copyOfRange(body, 1 + WrappedKey.LENGTH, body.length);
    CopyNote note = new CopyNote(wrapped, new String(stored, US_ASCII));
    boolean belongs = name(note.storedName(), wrapped.writeId()).value().equals(name);
    return Optional.of(note).filter(it -> belongs && Arrays.equals(it.bytes(), body));
  }
}
