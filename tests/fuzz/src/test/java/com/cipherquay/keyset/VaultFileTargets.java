package com.cipherquay.keyset;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.cipherquay.fuzz.Attempt;
import com.cipherquay.fuzz.Claim;
import com.cipherquay.fuzz.Input;
import com.cipherquay.fuzz.ScratchFile;
import com.google.crypto.tink.subtle.AesGcmJce;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** The files that open a vault. */
public final class VaultFileTargets {

  private static final byte[] FILE_KEY = key(0x55);
  private static final byte[] UNLOCK_KEY = key(0x66);
  private static final String SEAL = ",\n  \"seal\" : \"";

  private VaultFileTargets() {}

  private static byte[] key(int first) {
    byte[] key = new byte[DerivedKey.LENGTH];
    for (int i = 0; i < key.length; i++) {
      key[i] = (byte) (first + i);
    }
    return key;
  }

  /**
   * The vault file. 0: as it lies there. 1: the file up to its seal, which is sealed here with a
   * key that everybody knows; so the JSON behind the seal is fuzzed.
   */
  public static void vaultFile(byte[] input) throws Exception {
    Input in = new Input(input);
    boolean sealing = in.choice(2) == 1;
    byte[] content = in.rest();
    byte[] bytes = sealing ? sealed(content, KeyType.VAULT_SEAL) : content;
    Optional<List<String>> ways =
        Attempt.of(VaultFileException.class, () -> VaultFileCodec.methods(bytes));
    Optional<VaultFile> file =
        Attempt.of(VaultFileException.class, () -> VaultFileCodec.decode(bytes, FILE_KEY));
    Optional<VaultFile> unlocked =
        Attempt.of(VaultFileException.class, () -> VaultFileCodec.decode(bytes, keyFile()));
    if (unlocked.isPresent()) {
      Claim.same(file.orElseThrow().owner(), unlocked.get().owner());
      Claim.that(ways.map(it -> it.contains(KeyFile.METHOD)).orElse(true), "by no way in");
    }
    if (file.isPresent()) {
      VaultFile again = VaultFileCodec.decode(VaultFileCodec.encode(file.get()), FILE_KEY);
      Claim.same(file.get().owner(), again.owner());
      Claim.same(file.get().created(), again.created());
      Claim.same(file.get().unlock(), again.unlock());
      Claim.same(file.get().keyset().vaultId(), again.keyset().vaultId());
    }
  }

  private static KeyFile keyFile() throws Exception {
    Path file = ScratchFile.with(keyFileText().getBytes(UTF_8));
    return KeyFile.read(file);
  }

  private static String keyFileText() {
    return "cipherquay-key-1:" + Encoding.base64(UNLOCK_KEY) + "\n";
  }

  private static byte[] sealed(byte[] open, KeyType type) {
    byte[] start = concat(open, SEAL.getBytes(UTF_8));
    String seal = Encoding.base64(DerivedKey.of(FILE_KEY).bytes(type, start, DerivedKey.LENGTH));
    return concat(start, (seal + "\"\n}\n").getBytes(UTF_8));
  }

  private static byte[] concat(byte[] one, byte[] other) {
    return ByteBuffer.allocate(one.length + other.length).put(one).put(other).array();
  }

  /** A keyset in a vault file, before it is encrypted for it: Tink's own format behind ours. */
  public static void rootKeys(byte[] input) throws Exception {
    AesGcmJce cipher = new AesGcmJce(FILE_KEY);
    byte[] context = "context".getBytes(UTF_8);
    String encrypted = Base64.getEncoder().encodeToString(cipher.encrypt(input, context));
    String json = "{\"encryptedKeyset\":\"" + encrypted + "\"}";
    Optional<RootKeys> keys =
        Attempt.of(GeneralSecurityException.class, () -> RootKeys.decrypt(json, cipher, context));
    if (keys.isPresent()) {
      Claim.that(keys.get().epochs().first() > 0, "an epoch that is not positive");
      Claim.that(keys.get().has(keys.get().newest()), "no newest key");
    }
  }

  /** A backup. 0: as it lies there. 1: up to its seal, which is sealed here. */
  public static void backup(byte[] input) throws Exception {
    Input in = new Input(input);
    boolean sealing = in.choice(2) == 1;
    byte[] content = in.rest();
    byte[] bytes = sealing ? sealed(content, KeyType.BACKUP_SEAL) : content;
    KeyFile way = keyFile();
    Optional<VaultBackup> backup =
        Attempt.of(VaultFileException.class, () -> VaultBackup.decode(bytes, way));
    backup.ifPresent(
        found -> found.files().forEach(name -> Claim.that(!name.contains("/"), "a path: " + name)));
  }

  /** A key file and a recovery key. */
  public static void keys(byte[] input) throws Exception {
    Optional<KeyFile> file =
        Attempt.of(VaultFileException.class, () -> KeyFile.read(ScratchFile.with(input)));
    if (file.isPresent()) {
      KeyFile again = KeyFile.read(ScratchFile.with(file.get().content()));
      Claim.same(file.get().content(), again.content());
    }
    Optional<RecoveryKey> key =
        Attempt.of(VaultFileException.class, () -> RecoveryKey.parse(input));
    if (key.isPresent()) {
      RecoveryKey again = RecoveryKey.parse(key.get().text().getBytes(UTF_8));
      Claim.same(key.get().text(), again.text());
    }
  }

  /** The text of a vault file and of a backup of it, up to the seal: seeds are made of them. */
  static byte[] example() throws Exception {
    VaultFile file =
        new VaultFile(
            FixedKeyset.create(),
            "CQEXAMPLE",
            Instant.parse("2026-01-02T03:04:05Z"),
            FILE_KEY,
            List.of(UnlockSection.wrap(keyFile(), FILE_KEY, FixedKeyset.create().vaultId())));
    return VaultFileCodec.encode(file);
  }
}
