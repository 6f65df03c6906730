package com.cipherquay.vault;

import static com.cipherquay.vault.VaultFixture.KEY;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.cipherquay.store.ByteRange;
import com.cipherquay.store.StoredHead;
import com.cipherquay.store.StoredObject;
import com.cipherquay.store.StoredVersion;
import com.cipherquay.store.Versioning;
import com.cipherquay.store.WriteCondition;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Versions of one object that the store mixes: all of them are authentic, and under one key. */
final class TamperedVersionTest {

  private static final int MIN = 5 << 20;
  private static final ByteRange WHOLE = new ByteRange.Whole();

  private final VaultFixture fixture = new VaultFixture();
  private final LyingStore lying = new LyingStore(fixture.store);
  private final Vault vault = fixture.over(lying);

  @BeforeEach
  void keepVersions() throws IOException {
    fixture.vault.versions().set(Versioning.ENABLED);
  }

  private ObjectVersion put(byte[] plaintext) throws IOException {
    PlaintextBody body = TestBody.of(plaintext);
    return new ObjectVersion(
        KEY, fixture.vault.put(KEY, ObjectMetadata.EMPTY, body, WriteCondition.NONE).versionId());
  }

  private ObjectVersion putParts(int last) throws IOException {
    CompletedUpload done = TestUpload.create(fixture.vault).put(1, MIN).put(2, last).complete();
    return new ObjectVersion(KEY, done.versionId());
  }

  private StoredVersion stored(ObjectVersion version) throws IOException {
    return new StoredVersion(fixture.paths.storedName(KEY), version.versionId());
  }

  /** Answers with the head of one version, and the body that it was asked for. */
  private void giveHeadOf(ObjectVersion other) throws IOException {
    StoredHead head = fixture.store.head(stored(other));
    lying.onHead = it -> head;
    lying.onRead = it -> new StoredObject(head, it.offset(), it.length(), it.body());
  }

  private static VaultFault faultOf(Vault vault, ObjectVersion version, ByteRange range) {
    return assertThrows(
            VaultException.class,
            () -> {
              try (VaultObject object = vault.get(version, range)) {
                object.body().readAllBytes();
              }
            })
        .fault();
  }

  @Test
  void metadataOfOneVersionDoesNotOpenTheBodyOfAnother() throws IOException {
    for (int length : new int[] {0, 10, 200_000}) {
      ObjectVersion first = put(TestBody.bytes(length));
      byte[] changed = TestBody.bytes(length);
      if (length > 0) {
        changed[length - 1] ^= 1;
      }
      ObjectVersion second = put(changed);
      giveHeadOf(first);
      assertEquals(VaultFault.CORRUPT, faultOf(vault, second, WHOLE), "" + length);
      giveHeadOf(second);
      assertEquals(VaultFault.CORRUPT, faultOf(vault, first, WHOLE), "" + length);
      if (length > 0) {
        assertEquals(VaultFault.CORRUPT, faultOf(vault, first, new ByteRange.Suffix(5)));
      }
    }
  }

  @Test
  void norDoesThatOfAVersionInParts() throws IOException {
    ObjectVersion first = putParts(70_000);
    ObjectVersion second = putParts(70_000);
    lying.ignoresConditions = true;
    giveHeadOf(first);
    assertEquals(VaultFault.CORRUPT, faultOf(vault, second, WHOLE));
    assertEquals(VaultFault.CORRUPT, faultOf(fixture.over(lying), second, new ByteRange.From(MIN)));
    // What is known of a version by now is not believed of another either.
    Vault knows = fixture.over(lying);
    lying.onHead = it -> it;
    lying.onRead = it -> it;
    for (ObjectVersion version : new ObjectVersion[] {first, second}) {
      knows.get(version, new ByteRange.From(MIN)).close();
    }
    giveHeadOf(second);
    assertEquals(VaultFault.CORRUPT, faultOf(knows, first, new ByteRange.From(MIN)));
    assertEquals(VaultFault.CORRUPT, faultOf(knows, first, WHOLE));
  }

  @Test
  void aWholeOtherVersionIsTheStoresWord() throws IOException {
    ObjectVersion first = put(new byte[] {1});
    put(new byte[] {2});
    StoredVersion old = stored(first);
    lying.onRead =
        it -> {
          try {
            return fixture.store.read(old, WHOLE, Optional.empty());
          } catch (IOException e) {
            throw new AssertionError(e);
          }
        };
    assertArrayEquals(new byte[] {1}, VaultFixture.read(vault, KEY, WHOLE));
  }
}
