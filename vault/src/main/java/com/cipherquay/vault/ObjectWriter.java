package com.cipherquay.vault;

import com.cipherquay.store.ObjectStore;
import com.cipherquay.store.StoredBody;
import com.cipherquay.store.StoredDescription;
import com.cipherquay.store.StoredMetadata;
import com.cipherquay.store.StoredName;
import com.cipherquay.store.WriteCondition;
import com.cipherquay.store.Written;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts objects in one piece, each with one write to the store. Thread-safe. */
final class ObjectWriter {

  /** The longest plaintext whose ciphertext is not over the 5 GiB that S3 takes in one piece. */
  static final long MAX_LENGTH = 5_367_152_640L;

  private final ObjectStore store;
  private final PathKeys keys;
  private final Clock clock;
  private final Expiries expiries;

  ObjectWriter(ObjectStore store, PathKeys keys, Clock clock) {
    this.store = store;
    this.keys = keys;
    this.clock = clock;
    this.expiries = new Expiries(store, keys);
  }

  /** An object about to be written. */
  private record Draft(ObjectPath path, DataKey key, WrappedKey wrapped, PartEncrypter part) {

    /** What follows the only part. */
    EncryptingStream.Ending ending(long length, Optional<ManifestChecksum> checksum) {
      Octets sum = checksum.map(ManifestChecksum::value).orElse(Octets.NONE);
      ManifestPart only = new ManifestPart(1, length, part.header().commitment(), sum);
      Manifest manifest = new Manifest(length, checksum, List.of(only));
      byte[] trailer = new Trailer(path, key, wrapped.writeId()).seal(manifest);
      long padding = ObjectSize.target(length) - ObjectSize.part(length) - trailer.length;
      return new EncryptingStream.Ending(padding, Octets.of(trailer));
    }
  }

  /** As {@link Vault#put}, with the store's own entity tags. */
  Written put(
      ObjectKey key, ObjectDescription description, PlaintextBody body, WriteCondition condition)
      throws IOException {
    ObjectMetadata metadata = description.metadata();
    if (body.length() > MAX_LENGTH) {
      throw new VaultException(VaultFault.ENTITY_TOO_LARGE, "a body of " + body.length());
    }
    StoredName name = keys.storedName(key);
    ObjectPath path = new ObjectPath(keys, key);
    DataKey dataKey = DataKey.random();
    WrappedKey wrapped = path.wrap(dataKey, WriteId.random());
    Draft draft = new Draft(path, dataKey, wrapped, PartEncrypter.start(dataKey, wrapped, 1));
    // Metadata that is too large is refused before the client sends its body.
    boolean checksumLater = metadata.checksums().isEmpty();
    StoredMetadata sealed = seal(draft, body.length(), metadata, checksumLater);
    StoredDescription described = TagCipher.describe(path, sealed, description);
    InputStream ciphertext;
    if (body.length() <= SegmentCipher.PLAINTEXT) {
      ciphertext = new ByteArrayInputStream(encrypt(draft, read(body)));
      ObjectMetadata complete = withChecksums(metadata, body.checksums().get());
      sealed = seal(draft, body.length(), complete, false);
      described = described.with(sealed);
    } else {
      ciphertext = stream(draft, body, checksumLater);
    }
    expiries.note(key, wrapped.writeId(), metadata);
    StoredBody stored = new StoredBody(ciphertext, ObjectSize.target(body.length()));
    return store.write(name, stored, described, condition);
  }

  private StoredMetadata seal(
      Draft draft, long length, ObjectMetadata metadata, boolean checksumInTrailer)
      throws VaultException {
    Octets segmentHeader = draft.part().header().segmentHeader();
    ObjectRecord contents =
        new ObjectRecord(
            Optional.of(new ObjectRecord.SinglePut(length, segmentHeader)),
            checksumInTrailer,
            clock.millis(),
            metadata);
    return MetadataEnvelope.seal(draft.path(), draft.key(), draft.wrapped(), contents).stored();
  }

  private static byte[] read(PlaintextBody body) throws IOException {
    byte[] plaintext = new byte[(int) body.length()];
    PlaintextInput in = new PlaintextInput(body.stream(), body.length());
    in.fill(plaintext);
    in.expectEnd();
    return plaintext;
  }

  private static byte[] encrypt(Draft draft, byte[] plaintext) {
    ByteBuffer out = ByteBuffer.allocate((int) ObjectSize.target(plaintext.length));
    out.put(draft.part().header().bytes());
    ByteBuffer in = ByteBuffer.wrap(plaintext);
    draft.part().segment(in, out);
    if (plaintext.length == SegmentCipher.PLAINTEXT) {
      draft.part().segment(in, out);
    }
    byte[] trailer = draft.ending(plaintext.length, Optional.empty()).trailer().bytes();
    return out.put(out.limit() - trailer.length, trailer).array();
  }

  private static InputStream stream(Draft draft, PlaintextBody body, boolean withChecksum) {
    return new EncryptingStream(
        draft.part(),
        body.stream(),
        body.length(),
        () -> {
          Map<ChecksumAlgorithm, String> verified = body.checksums().get();
          return draft.ending(body.length(), withChecksum ? checksum(verified) : Optional.empty());
        });
  }

  /** The manifest has room for one; clients send one. */
  private static Optional<ManifestChecksum> checksum(Map<ChecksumAlgorithm, String> checksums) {
    return checksums.entrySet().stream()
        .max(Map.Entry.comparingByKey())
        .map(strongest -> ManifestChecksum.ofObject(strongest.getKey(), strongest.getValue()));
  }

  private static ObjectMetadata withChecksums(
      ObjectMetadata metadata, Map<ChecksumAlgorithm, String> verified) {
    Map<ChecksumAlgorithm, String> all = new HashMap<>(metadata.checksums());
    all.putAll(verified);
    return new ObjectMetadata(metadata.headers(), metadata.user(), all);
  }
}
