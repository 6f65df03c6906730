package com.cipherquay.vault;

import com.cipherquay.store.ObjectStore;
import com.cipherquay.store.StoredBody;
import com.cipherquay.store.StoredName;
import com.cipherquay.store.WriteCondition;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes objects in parts, the way a multipart upload is going to. */
final class PartsWriter {

  private final ObjectStore store;
  private final PathKeys paths;

  PartsWriter(ObjectStore store, PathKeys paths) {
    this.store = store;
    this.paths = paths;
  }

  /** One part to be written. */
  record Part(int number, Octets plaintext) {

    static Part of(int number, byte[] plaintext) {
      return new Part(number, Octets.of(plaintext));
    }
  }

  void write(ObjectKey key, List<Part> parts) throws IOException {
    write(key, parts, ObjectMetadata.EMPTY, Optional.empty());
  }

  /** The parts' checksums are zeros, of which no reader knows better. */
  void write(
      ObjectKey key, List<Part> parts, ObjectMetadata metadata, Optional<ManifestChecksum> checksum)
      throws IOException {
    StoredName name = paths.storedName(key);
    ObjectPath path = new ObjectPath(paths, key);
    DataKey dataKey = DataKey.random();
    WrappedKey wrapped = path.wrap(dataKey, WriteId.random());
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    List<ManifestPart> listed = new ArrayList<>();
    int checksumLength = checksum.map(it -> it.value().length()).orElse(0);
    Octets zeros = Octets.of(new byte[checksumLength]);
    long length = 0;
    for (Part part : parts) {
      PartEncrypter encrypter = PartEncrypter.start(dataKey, wrapped, part.number());
      byte[] plaintext = part.plaintext().bytes();
      new EncryptingStream(
              encrypter,
              new ByteArrayInputStream(plaintext),
              plaintext.length,
              () -> EncryptingStream.Ending.NONE)
          .transferTo(body);
      Octets commitment = encrypter.header().commitment();
      listed.add(new ManifestPart(part.number(), plaintext.length, commitment, zeros));
      length += plaintext.length;
    }
    byte[] trailer =
        new Trailer(path, dataKey, wrapped.writeId()).seal(new Manifest(length, checksum, listed));
    long padding = ObjectSize.target(length) - body.size() - trailer.length;
    body.writeBytes(new byte[Math.toIntExact(padding)]);
    body.writeBytes(trailer);
    ObjectRecord contents = new ObjectRecord(Optional.empty(), true, 0, metadata);
    MetadataEnvelope envelope = MetadataEnvelope.seal(path, dataKey, wrapped, contents);
    StoredBody stored = new StoredBody(new ByteArrayInputStream(body.toByteArray()), body.size());
    store.write(name, stored, envelope.stored(), WriteCondition.NONE);
  }
}
