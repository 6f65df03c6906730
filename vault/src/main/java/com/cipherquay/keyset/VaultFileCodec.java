package com.cipherquay.keyset;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.subtle.AesGcmJce;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The bytes of {@code vault.json}: sealed JSON under the file's own key, which one or more {@link
 * UnlockMethod}s wrap (FORMAT.md, "Vault file").
 */
final class VaultFileCodec {

  private static final String FORMAT = "cipherquay-vault";
  private static final int VERSION = 1;

  @JsonPropertyOrder({
    "format", "version", "vaultId", "created", "owner", "unlock", "names", "content", "grants"
  })
  private record Body(
      String format,
      int version,
      String vaultId,
      String created,
      String owner,
      List<JsonNode> unlock,
      JsonNode names,
      JsonNode content,
      JsonNode grants) {}

  private record Sealed(
      String format,
      int version,
      String vaultId,
      String created,
      String owner,
      // The first vaults had one section, not in a list.
      @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) List<JsonNode> unlock,
      JsonNode names,
      JsonNode content,
      JsonNode grants,
      String seal) {

    byte[] id() {
      return HexFormat.of().parseHex(vaultId);
    }
  }

  private VaultFileCodec() {}

  /** The file's bytes. */
  static byte[] encode(VaultFile file) throws GeneralSecurityException, IOException {
    Keyset keyset = file.keyset();
    byte[] key = file.fileKey();
    byte[] id = keyset.vaultId();
    Body body =
        new Body(
            FORMAT,
            VERSION,
            HexFormat.of().formatHex(id),
            file.created().toString(),
            file.owner(),
            file.unlock(),
            encrypt(keyset.names(), "names", key, id),
            encrypt(keyset.content(), "content", key, id),
            encrypt(keyset.grants(), "grants", key, id));
    return SealedJson.encode(body, key, KeyType.VAULT_SEAL);
  }

  /**
   * The names of the ways in, before anything is unlocked or known to be authentic.
   *
   * @throws VaultFileException if this is no vault file
   */
  static List<String> methods(byte[] bytes) throws VaultFileException {
    return opening(
        () -> {
          List<String> names = new ArrayList<>();
          for (JsonNode section : parse(bytes).unlock()) {
            names.add(UnlockSection.method(section));
          }
          return names;
        });
  }

  /**
   * Unlocks a file.
   *
   * @throws VaultFileException with a message for the operator if it can not be unlocked
   */
  static VaultFile decode(byte[] bytes, UnlockMethod method) throws VaultFileException {
    return opening(
        () -> {
          Sealed file = parse(bytes);
          return open(file, bytes, UnlockSection.unwrap(section(file, method), method, file.id()));
        });
  }

  /**
   * Opens a file with its own key, which an earlier state of it had too.
   *
   * @throws VaultFileException with a message for the operator if that is not its key
   */
  static VaultFile decode(byte[] bytes, byte[] fileKey) throws VaultFileException {
    return opening(() -> open(parse(bytes), bytes, fileKey));
  }

  @FunctionalInterface
  private interface Opening<T> {
    T open() throws IOException, GeneralSecurityException;
  }

  private static <T> T opening(Opening<T> opening) throws VaultFileException {
    try {
      return opening.open();
    } catch (VaultFileException e) {
      throw e;
    } catch (IOException
        | GeneralSecurityException
        | IllegalArgumentException
        | DateTimeException e) {
      throw new VaultFileException("the vault file is damaged; restore your backup", e);
    }
  }

  private static Sealed parse(byte[] bytes) throws IOException {
    Sealed file = SealedJson.parse(bytes, Sealed.class);
    if (!file.format().equals(FORMAT) || file.version() != VERSION) {
      throw new VaultFileException("this is not a vault file of version " + VERSION);
    }
    return file;
  }

  private static ObjectNode section(Sealed file, UnlockMethod method)
      throws VaultFileException, GeneralSecurityException {
    for (JsonNode section : file.unlock()) {
      if (UnlockSection.method(section).equals(method.name()) && section instanceof ObjectNode it) {
        return it;
      }
    }
    throw new VaultFileException("the vault needs another way of unlocking");
  }

  private static VaultFile open(Sealed file, byte[] bytes, byte[] fileKey)
      throws GeneralSecurityException {
    SealedJson.verify(bytes, fileKey, KeyType.VAULT_SEAL);
    byte[] id = file.id();
    Keyset keyset =
        Keyset.of(
            id,
            decrypt(file.names(), "names", fileKey, id),
            decrypt(file.content(), "content", fileKey, id),
            decrypt(file.grants(), "grants", fileKey, id));
    Instant created = Instant.parse(file.created());
    return new VaultFile(keyset, file.owner(), created, fileKey, List.copyOf(file.unlock()));
  }

  private static JsonNode encrypt(RootKeys roots, String purpose, byte[] fileKey, byte[] id)
      throws GeneralSecurityException, IOException {
    return SealedJson.tree(
        TinkJsonProtoKeysetFormat.serializeEncryptedKeyset(
            roots.handle(),
            cipher(fileKey, id),
            context(purpose, id),
            RegistryConfiguration.get()));
  }

  private static RootKeys decrypt(JsonNode node, String purpose, byte[] fileKey, byte[] id)
      throws GeneralSecurityException {
    return RootKeys.decrypt(node.toString(), cipher(fileKey, id), context(purpose, id));
  }

  private static Aead cipher(byte[] fileKey, byte[] id) throws GeneralSecurityException {
    DerivedKey key = DerivedKey.of(fileKey);
    return new AesGcmJce(key.bytes(KeyType.VAULT_KEYSETS, id, DerivedKey.LENGTH));
  }

  /** Says which keyset of which vault this is, so that none can stand in another's place. */
  private static byte[] context(String purpose, byte[] id) {
    byte[] label = ("cipherquay/1 keyset " + purpose + " ").getBytes(UTF_8);
    return ByteBuffer.allocate(label.length + id.length).put(label).put(id).array();
  }
}
