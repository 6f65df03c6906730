package com.cipherquay.keyset;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.subtle.AesGcmJce;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The bytes of {@code vault.json}: JSON whose last member seals every byte before it under the
 * file's own key, which an {@link UnlockMethod} wraps (FORMAT.md, "Vault file").
 */
final class VaultFile {

  private static final String FORMAT = "cipherquay-vault";
  private static final int VERSION = 1;
  private static final String SEAL_START = ",\n  \"seal\" : \"";
  private static final String SEAL_END = "\"\n}\n";
  private static final int SEAL_CHARACTERS = 43;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build();
  private static final DefaultIndenter INDENT = new DefaultIndenter("  ", "\n");
  private static final ObjectWriter WRITER =
      JSON.writer(new DefaultPrettyPrinter().withObjectIndenter(INDENT).withArrayIndenter(INDENT));

  @JsonPropertyOrder({
    "format", "version", "vaultId", "created", "owner", "unlock", "names", "content", "grants"
  })
  private record Body(
      String format,
      int version,
      String vaultId,
      String created,
      String owner,
      UnlockMethod.Wrapped unlock,
      JsonNode names,
      JsonNode content,
      JsonNode grants) {}

  private record Sealed(
      String format,
      int version,
      String vaultId,
      String created,
      String owner,
      UnlockMethod.Wrapped unlock,
      JsonNode names,
      JsonNode content,
      JsonNode grants,
      String seal) {}

  private VaultFile() {}

  /**
   * The file's bytes for a keyset.
   *
   * @param owner the owner's access key id
   */
  static byte[] encode(Keyset keyset, String owner, UnlockMethod method, Instant created)
      throws GeneralSecurityException, IOException {
    byte[] fileKey = new byte[DerivedKey.LENGTH];
    new SecureRandom().nextBytes(fileKey);
    byte[] id = keyset.vaultId();
    Body body =
        new Body(
            FORMAT,
            VERSION,
            HexFormat.of().formatHex(id),
            created.toString(),
            owner,
            method.wrap(fileKey, id),
            encrypt(keyset.names(), "names", fileKey, id),
            encrypt(keyset.content(), "content", fileKey, id),
            encrypt(keyset.grants(), "grants", fileKey, id));
    String text = WRITER.writeValueAsString(body);
    // Jackson ends the object with "\n}": the seal becomes its last member.
    String open = text.substring(0, text.length() - 2) + SEAL_START;
    return (open + seal(fileKey, open.getBytes(UTF_8)) + SEAL_END).getBytes(UTF_8);
  }

  /**
   * Unlocks a file.
   *
   * @throws VaultFileException with a message for the operator if it can not be unlocked
   */
  static OpenedVault decode(byte[] bytes, UnlockMethod method) throws VaultFileException {
    try {
      Sealed file = JSON.readValue(bytes, Sealed.class);
      if (!file.format().equals(FORMAT) || file.version() != VERSION) {
        throw new VaultFileException("this is not a vault file of version " + VERSION);
      }
      if (!file.unlock().method().equals(KeyFile.METHOD)) {
        throw new VaultFileException("the vault needs another way of unlocking");
      }
      byte[] id = HexFormat.of().parseHex(file.vaultId());
      byte[] fileKey = method.unwrap(file.unlock(), id);
      verifySeal(bytes, fileKey);
      Keyset keyset =
          Keyset.of(
              id,
              decrypt(file.names(), "names", fileKey, id),
              decrypt(file.content(), "content", fileKey, id),
              decrypt(file.grants(), "grants", fileKey, id));
      return new OpenedVault(keyset, keyset.owner(file.owner()), false);
    } catch (VaultFileException e) {
      throw e;
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      throw new VaultFileException("the vault file is damaged; restore your backup", e);
    }
  }

  private static void verifySeal(byte[] bytes, byte[] fileKey) throws GeneralSecurityException {
    int start = bytes.length - SEAL_END.length() - SEAL_CHARACTERS;
    if (start < SEAL_START.length()) {
      throw new GeneralSecurityException("no seal");
    }
    byte[] open = Arrays.copyOf(bytes, start);
    byte[] expected = (SEAL_START + seal(fileKey, open) + SEAL_END).getBytes(UTF_8);
    byte[] actual = Arrays.copyOfRange(bytes, start - SEAL_START.length(), bytes.length);
    if (!MessageDigest.isEqual(expected, actual)) {
      throw new GeneralSecurityException("the seal does not hold");
    }
  }

  private static String seal(byte[] fileKey, byte[] open) {
    DerivedKey key = DerivedKey.of(fileKey);
    return Encoding.base64(key.bytes(KeyType.VAULT_SEAL, open, DerivedKey.LENGTH));
  }

  private static JsonNode encrypt(RootKeys roots, String purpose, byte[] fileKey, byte[] id)
      throws GeneralSecurityException, IOException {
    return JSON.readTree(
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
