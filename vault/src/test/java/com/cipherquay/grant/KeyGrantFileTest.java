package com.cipherquay.grant;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cipherquay.keyset.FixedKeyset;
import com.cipherquay.keyset.Keyset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Key grants as files, and the lists of them that vaults keep. */
final class KeyGrantFileTest {

  private static final Keyset VAULT = FixedKeyset.create();
  private static final Keyset OTHER = other();
  private static final Instant END = Instant.parse("2026-01-02T00:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);
  private static final byte[] PASSPHRASE = "correct horse".getBytes(UTF_8);

  private static Keyset other() {
    try {
      return Keyset.ofRoots(
          filled(16, 0x11), filled(32, 0x21), Map.of(1, filled(32, 0x33)), filled(32, 0x41));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] filled(int length, int value) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }

  private static GrantLink terms(Set<GrantAction> actions, GrantScope... scopes) {
    return GrantLink.ANYTHING
        .in(List.of(scopes))
        .allowing(actions)
        .until(END)
        .called(Optional.of("for Jo"));
  }

  private static KeyGrant grant(Integer... epochs) {
    return grant(terms(Set.of(GrantAction.READ), GrantScope.ofPrefix("b", "a/")), epochs);
  }

  private static KeyGrant grant(GrantLink terms, Integer... epochs) {
    try {
      return KeyGrant.issue(VAULT, terms, Set.of(epochs), scope -> "A".repeat(22) + "A/");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void it_opens_as_the_vault_that_it_is_for() throws GrantException {
    KeyGrant grant = grant(1, 2);
    KeyGrantFile file =
        KeyGrantFile.parse(KeyGrantFile.seal(grant, VAULT, VaultRecipient.id(OTHER)));
    assertEquals(VaultSigner.id(VAULT), file.signer());
    assertEquals(Optional.of(VaultRecipient.id(OTHER)), file.recipient());
    assertArrayEquals(KeyGrantCodec.encode(grant), KeyGrantCodec.encode(file.open(OTHER)));
    assertTrue(says(() -> file.open(VAULT)).startsWith("the key grant is for recipient-"));
    assertTrue(says(() -> file.open(PASSPHRASE)).contains("sealed to a vault"));
  }

  @Test
  void it_opens_with_its_passphrase() throws IOException {
    KeyGrant grant = grant(1);
    KeyGrantFile file = KeyGrantFile.parse(KeyGrantFile.seal(grant, VAULT, PASSPHRASE));
    assertArrayEquals(KeyGrantCodec.encode(grant), KeyGrantCodec.encode(file.open(PASSPHRASE)));
    assertTrue(says(() -> file.open("other".getBytes(UTF_8))).contains("passphrase is not"));
    assertTrue(says(() -> file.open(OTHER)).contains("sealed to a passphrase"));
  }

  @FunctionalInterface
  private interface Attempt {
    Object run() throws IOException;
  }

  private static String says(Attempt attempt) {
    return String.valueOf(assertThrows(GrantException.class, attempt::run).getMessage());
  }

  /** Also with a signature that holds: what is sealed is bound to what stands before it. */
  @Test
  void no_byte_can_be_changed() throws GrantException {
    byte[] file = KeyGrantFile.seal(grant(1, 2), VAULT, VaultRecipient.id(OTHER));
    for (int i = 0; i < file.length; i++) {
      byte[] changed = file.clone();
      changed[i] ^= 0x40;
      assertThrows(GrantException.class, () -> KeyGrantFile.parse(changed), "byte " + i);
      if (i % 8 == 0 && i < file.length - VaultSigner.LENGTH) {
        byte[] content = Arrays.copyOf(changed, file.length - VaultSigner.LENGTH);
        byte[] signature = VaultSigner.sign(VAULT, content);
        System.arraycopy(signature, 0, changed, content.length, signature.length);
        assertThrows(
            GrantException.class, () -> KeyGrantFile.parse(changed).open(OTHER), "byte " + i);
      }
    }
    for (int length = 0; length < file.length; length += 7) {
      byte[] cut = Arrays.copyOf(file, length);
      assertThrows(GrantException.class, () -> KeyGrantFile.parse(cut), "length " + length);
    }
  }

  /** Who takes the sealed part and puts their own name on it has nothing that opens. */
  @Test
  void it_can_not_be_signed_by_another() throws GrantException {
    byte[] file = KeyGrantFile.seal(grant(1), VAULT, VaultRecipient.id(OTHER));
    byte[] signer = VaultSigner.id(OTHER).bytes();
    System.arraycopy(signer, 0, file, 6, signer.length);
    byte[] content = Arrays.copyOf(file, file.length - VaultSigner.LENGTH);
    byte[] signature = VaultSigner.sign(OTHER, content);
    System.arraycopy(signature, 0, file, content.length, signature.length);
    KeyGrantFile parsed = KeyGrantFile.parse(file);
    assertEquals(VaultSigner.id(OTHER), parsed.signer());
    assertTrue(says(() -> parsed.open(OTHER)).contains("does not open"));
  }

  /** Keys and what is said of them are nowhere in the file. */
  @Test
  void a_stolen_file_shows_nothing() throws GrantException {
    KeyGrant grant = grant(1, 2);
    String hex =
        HexFormat.of().formatHex(KeyGrantFile.seal(grant, VAULT, VaultRecipient.id(OTHER)));
    byte[] keys = grant.keys().get(0).keys().encode();
    assertFalse(hex.contains(HexFormat.of().formatHex(Arrays.copyOf(keys, 32))));
    assertFalse(hex.contains(HexFormat.of().formatHex("for Jo".getBytes(UTF_8))));
    assertEquals("KeyGrant[" + grant.id() + "]", grant.toString());
    assertEquals("ScopeKeys[1, 2]", grant.keys().get(0).keys().toString());
  }

  @Test
  void what_is_no_key_grant_is_not_made() {
    GrantScope scope = GrantScope.ofPrefix("b", "a/");
    assertTrue(says(terms(Set.of(GrantAction.BUCKET_ADMIN), scope), 1).contains("bucket-admin"));
    assertTrue(says(terms(Set.of(), scope), 1).contains("names the buckets"));
    assertTrue(says(terms(Set.of(GrantAction.READ)), 1).contains("names the buckets"));
    assertTrue(says(terms(Set.of(GrantAction.READ), scope, scope), 1).contains("twice"));
    GrantLink lasting = terms(Set.of(GrantAction.READ), scope).lasting(Optional.of(HOUR));
    assertTrue(says(lasting, 1).contains("how long objects last"));
    assertTrue(says(terms(Set.of(GrantAction.READ), scope), 3).contains("no epoch 3"));
    assertTrue(says(terms(Set.of(GrantAction.READ), scope)).contains("epochs"));
  }

  private static String says(GrantLink terms, Integer... epochs) {
    return String.valueOf(
        assertThrows(
                GrantException.class, () -> KeyGrant.issue(VAULT, terms, Set.of(epochs), s -> ""))
            .getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "signer-",
        "recipient-AAAA",
        "signer-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "signer-!"
      })
  void what_is_no_public_id(String text) {
    assertTrue(says(() -> PublicId.parse(PublicId.Kind.SIGNER, text)).startsWith("expected"));
  }

  @Test
  void a_public_id_is_read_as_what_it_is_for() throws GrantException {
    PublicId signer = VaultSigner.id(VAULT);
    assertEquals(signer, PublicId.parse(PublicId.Kind.SIGNER, signer.toString()));
    assertThrows(
        GrantException.class, () -> PublicId.parse(PublicId.Kind.RECIPIENT, signer.toString()));
    assertNotEquals(VaultSigner.id(VAULT), VaultSigner.id(OTHER));
  }

  private static ImportedGrants.Entry entry(KeyGrant grant) {
    return new ImportedGrants.Entry(Instant.EPOCH, VaultSigner.id(VAULT), grant);
  }

  @Test
  void the_vault_keeps_what_it_was_given(@TempDir Path folder) throws IOException {
    assertEquals(ImportedGrants.NONE, ImportedGrants.read(folder, OTHER));
    KeyGrant one = grant(1);
    KeyGrant two = grant(terms(Set.of(GrantAction.LIST), GrantScope.ofPrefix("b", "c/")), 2);
    ImportedGrants.add(folder, OTHER, entry(one), all -> {});
    ImportedGrants.add(folder, OTHER, entry(two), all -> assertEquals(2, all.keys().size()));
    ImportedGrants read = ImportedGrants.read(folder, OTHER);
    assertEquals(2, read.entries().size());
    assertTrue(says(() -> add(folder, entry(one))).contains("before"));
    assertThrows(IOException.class, () -> ImportedGrants.read(folder, VAULT));
    Instant before = END.minusSeconds(1);
    assertEquals(Optional.empty(), read.objection(GrantAction.READ, "b", "a/x", before));
    assertTrue(read.objection(GrantAction.WRITE, "b", "a/x", before).isPresent());
    assertTrue(read.objection(GrantAction.READ, "b", "a/x", END).isPresent());
    assertEquals(Optional.empty(), read.objection(GrantAction.READ, "b", "ab", END));
    assertTrue(read.listObjection("b", "a/", before).isPresent());
    assertEquals(Optional.empty(), read.listObjection("b", "c/d", before));
    assertEquals(Optional.empty(), read.listObjection("b", "", before));
    assertTrue(read.hideSome("b", before));
    assertTrue(read.concern("b"));
    assertFalse(read.concern("c"));
    ImportedGrants.remove(folder, OTHER, one.id());
    assertEquals(1, ImportedGrants.read(folder, OTHER).entries().size());
    assertThrows(GrantException.class, () -> ImportedGrants.remove(folder, OTHER, one.id()));
  }

  private static Object add(Path folder, ImportedGrants.Entry entry) throws IOException {
    ImportedGrants.add(folder, OTHER, entry, all -> {});
    return folder;
  }

  @Test
  void the_vault_remembers_what_it_gave_away(@TempDir Path folder) throws IOException {
    KeyGrant grant = grant(1);
    ExportedGrants.Entry entry =
        new ExportedGrants.Entry(Instant.EPOCH, grant.id(), "passphrase", grant.terms());
    ExportedGrants.add(folder, VAULT, entry);
    ExportedGrants read = ExportedGrants.read(folder, VAULT);
    assertEquals(List.of(entry), read.entries());
    assertTrue(read.separate("b", "a/x", "b", "ab"));
    assertTrue(read.separate("c", "a/x", "b", "a/x"));
    assertFalse(read.separate("b", "a/x", "b", "a/y"));
    assertFalse(read.separate("b", "b", "b", "c"));
    assertEquals(read, read.and(ExportedGrants.NONE));
    assertEquals(read, ExportedGrants.NONE.and(read));
    assertThrows(IOException.class, () -> ExportedGrants.read(folder, OTHER));
  }

  @Test
  void a_list_with_a_changed_byte_is_refused(@TempDir Path folder) throws IOException {
    ImportedGrants.add(folder, OTHER, entry(grant(1)), all -> {});
    Path file = folder.resolve("vault.imports.sealed");
    byte[] bytes = Files.readAllBytes(file);
    for (int i = 0; i < bytes.length; i++) {
      byte[] changed = bytes.clone();
      changed[i] ^= 1;
      Files.write(file, changed);
      assertThrows(IOException.class, () -> ImportedGrants.read(folder, OTHER), "byte " + i);
    }
    Files.write(folder.resolve("vault.exports.sealed"), bytes);
    assertThrows(IOException.class, () -> ExportedGrants.read(folder, OTHER));
  }

  @Test
  void nothing_is_written_on_the_way(@TempDir Path folder) throws IOException {
    GrantLink terms =
        terms(Set.of(GrantAction.READ, GrantAction.WRITE), GrantScope.ofPrefix("b", "x/y/"));
    KeyGrant grant =
        KeyGrant.issue(VAULT, terms, Set.of(2), it -> ("A".repeat(23) + "/").repeat(2));
    ImportedGrants.Entry entry = new ImportedGrants.Entry(END, VaultSigner.id(VAULT), grant);
    ImportedGrants.add(folder, OTHER, entry, all -> {});
    ImportedGrants imported = ImportedGrants.read(folder, OTHER);
    Instant now = END.minus(HOUR);
    for (String beside : List.of("x/k", "x/", "x/z/k", "x/y")) {
      assertTrue(imported.objection(GrantAction.WRITE, "b", beside, now).isPresent(), beside);
      assertTrue(imported.objection(GrantAction.READ, "b", beside, now).isEmpty(), beside);
    }
    for (String free : List.of("x", "xy/k", "k", "x/y/k")) {
      assertTrue(imported.objection(GrantAction.WRITE, "b", free, now).isEmpty(), free);
    }
    assertTrue(imported.objection(GrantAction.WRITE, "c", "x/k", now).isEmpty());
    Path backup = folder.resolve(ImportedGrants.FILE + ".bak");
    ImportedGrants.remove(folder, OTHER, grant.id());
    assertFalse(Files.exists(backup), "the keys are still there");
  }
}
