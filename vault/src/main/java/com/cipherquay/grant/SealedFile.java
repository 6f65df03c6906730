package com.cipherquay.grant;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.cipherquay.keyset.AtomicFile;
import com.cipherquay.keyset.DerivedKey;
import com.cipherquay.keyset.KeyType;
import com.cipherquay.keyset.Keyset;
import com.google.crypto.tink.subtle.AesGcmJce;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.util.Arrays;

/**
 * A file beside the vault file, which only the vault can read and write: {@code vault.NAME.sealed}
 * (FORMAT.md, "Key grants").
 *
 * @param folder of the vault
 * @param name what is kept in it
 */
record SealedFile(Path folder, String name) {

  /** How long a file can be in bytes. */
  static final int MOST_BYTES = 16 << 20;

  private static final byte[] HEAD = "CQKL\1".getBytes(US_ASCII);
  private static final byte[] NOTHING = {};

  /** Makes new contents of those that are there; the same array for no change. */
  @FunctionalInterface
  interface Change {
    byte[] of(byte[] contents) throws IOException;
  }

  private Path path() {
    return folder.resolve("vault." + name + ".sealed");
  }

  /**
   * The contents; empty if there is no file.
   *
   * @throws IOException if the file can not be read, or this vault did not write it so
   */
  byte[] read(Keyset vault) throws IOException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(path())) {
      bytes = in.readNBytes(MOST_BYTES + 1);
    } catch (NoSuchFileException nothingYet) {
      return NOTHING;
    }
    try {
      boolean headed = Arrays.equals(Arrays.copyOf(bytes, HEAD.length), HEAD);
      if (!headed || bytes.length > MOST_BYTES) {
        throw new GeneralSecurityException("not such a file");
      }
      byte[] sealed = Arrays.copyOfRange(bytes, HEAD.length, bytes.length);
      return cipher(vault).decrypt(sealed, context(vault));
    } catch (GeneralSecurityException e) {
      throw damaged(e);
    }
  }

  /** What is said of contents that are none. */
  GrantException damaged(Exception cause) {
    return new GrantException(path() + " is damaged, or another vault's", cause);
  }

  /** Changes the contents, while no other process does. */
  void change(Keyset vault, Change change) throws IOException {
    try (FileChannel channel =
            FileChannel.open(
                folder.resolve("vault." + name + ".lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      byte[] before = lock.isValid() ? read(vault) : NOTHING;
      byte[] after = change.of(before);
      if (after != before) {
        write(vault, after);
      }
    }
  }

  private void write(Keyset vault, byte[] contents) throws IOException {
    if (contents.length > MOST_BYTES - 64) {
      throw new GrantException("there are too many key grants in " + path());
    }
    try {
      byte[] sealed = cipher(vault).encrypt(contents, context(vault));
      byte[] file = ByteBuffer.allocate(HEAD.length + sealed.length).put(HEAD).put(sealed).array();
      AtomicFile.replace(path(), file);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM failed to encrypt", e);
    }
  }

  private AesGcmJce cipher(Keyset vault) throws GeneralSecurityException {
    return new AesGcmJce(
        vault
            .grant(KeyType.KEY_GRANT_LIST, name.getBytes(US_ASCII))
            .bytes(KeyType.KEY_GRANT_LIST, NOTHING, DerivedKey.LENGTH));
  }

  private byte[] context(Keyset vault) {
    byte[] label = ("cipherquay/1 key grant list " + name + " ").getBytes(US_ASCII);
    byte[] id = vault.vaultId();
    return ByteBuffer.allocate(label.length + id.length).put(label).put(id).array();
  }
}
