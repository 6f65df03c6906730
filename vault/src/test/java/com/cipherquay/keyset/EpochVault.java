package com.cipherquay.keyset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * Vaults on disk with known roots and any number of epochs, for tests of what follows a rotation.
 */
public final class EpochVault {

  private EpochVault() {}

  /** The keys of {@link FixedKeyset}, up to an epoch. */
  public static Keyset keyset(int epochs) {
    return keyset(1, epochs);
  }

  /** Those of some epochs only, first to last. */
  public static Keyset keyset(int first, int last) {
    try {
      Map<Integer, byte[]> content = new TreeMap<>();
      for (int epoch = first; epoch <= last; epoch++) {
        content.put(epoch, filled(32, 0x30 + epoch));
      }
      return Keyset.ofRoots(filled(16, 0x10), filled(32, 0x20), content, filled(32, 0x40));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Writes the vault with these keys into a folder. */
  public static Keyset write(Path folder, int epochs) throws IOException {
    Files.createDirectories(folder);
    Keyset keyset = keyset(epochs);
    try {
      KeyFile key = KeyFile.generate(new SecureRandom());
      Files.write(folder.resolve(VaultDirectory.KEY_FILE), key.content());
      VaultFile file = VaultFile.of(keyset, "CQAAAAAAAAAAAAAAAAAA", Instant.EPOCH, key);
      Files.write(folder.resolve(VaultDirectory.VAULT_FILE), VaultFileCodec.encode(file));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
    return keyset;
  }

  private static byte[] filled(int length, int value) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }
}
