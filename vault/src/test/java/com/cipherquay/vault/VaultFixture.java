package com.cipherquay.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.cipherquay.keyset.FixedKeyset;
import com.cipherquay.store.ByteRange;
import com.cipherquay.store.CallCounts;
import com.cipherquay.store.CountingStore;
import com.cipherquay.store.MemoryStore;
import com.cipherquay.store.ObjectStore;
import com.cipherquay.store.WriteCondition;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

/** A vault with fixed keys over a store in memory whose calls are counted. */
final class VaultFixture {

  static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);
  static final ObjectKey KEY = new ObjectKey("dir/object");

  final MemoryStore store = MemoryStore.create();
  final CallCounts calls = new CallCounts();
  final PathKeys paths = paths("bucket");
  final Vault vault = over(new CountingStore(store, calls));

  static PathKeys paths(String bucket) {
    return PathKeys.of(DirectoryKeys.of(FixedKeyset.create()), bucket);
  }

  /** A vault with the same keys over another store. */
  Vault over(ObjectStore other) {
    return over(other, paths);
  }

  /** A vault with the keys of these paths. */
  static Vault over(ObjectStore store, PathKeys paths) {
    return new Vault(store, paths, Shared.of(CLOCK, KeyExports.NONE, ListingSettings.DEFAULT));
  }

  String put(byte[] plaintext) throws IOException {
    return put(KEY, plaintext);
  }

  String put(ObjectKey key, byte[] plaintext) throws IOException {
    return vault.put(key, ObjectMetadata.EMPTY, TestBody.of(plaintext), WriteCondition.NONE).etag();
  }

  byte[] get() throws IOException {
    return get(new ByteRange.Whole());
  }

  byte[] get(ByteRange range) throws IOException {
    return read(vault, KEY, range);
  }

  /** Reads a body to its end. */
  static byte[] read(Vault vault, ObjectKey key, ByteRange range) throws IOException {
    try (VaultObject object = vault.get(key, range)) {
      byte[] body = object.body().readAllBytes();
      assertEquals(object.length(), body.length);
      return body;
    }
  }
}
