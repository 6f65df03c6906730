package com.cipherquay.keyset;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.google.crypto.tink.subtle.AesGcmJce;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.util.Optional;

/**
 * A file beside the vault file that is encrypted under a key of the vault (FORMAT.md, "Sealed
 * files"). Whoever changes it holds a lock beside it; whoever reads it needs none. Thread-safe.
 */
public final class SealedFile {

  private static final String CONTEXT = "cipherquay/1 file ";

  /** The lock beside a file is one between processes. */
  private static final Object CHANGES = new Object();

  private final Path path;
  private final AesGcmJce cipher;
  private final byte[] context;
  private final int mostBytes;

  /**
   * The file, whether or not it is there.
   *
   * @param type what the file's key is for
   * @param mostBytes how much it can hold
   */
  public SealedFile(Path path, Keyset vault, KeyType type, int mostBytes) {
    this.path = path;
    this.context = (CONTEXT + path.getFileName()).getBytes(US_ASCII);
    this.mostBytes = mostBytes;
    byte[] key = vault.grant(type, vault.vaultId()).bytes(type, new byte[0], DerivedKey.LENGTH);
    try {
      this.cipher = new AesGcmJce(key);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM is missing in this Java", e);
    }
  }

  /** What a change makes of the content that it finds. */
  @FunctionalInterface
  public interface Change {
    byte[] apply(Optional<byte[]> content) throws IOException;
  }

  /**
   * The content; empty if there is no file.
   *
   * @throws VaultFileException if it is damaged, or another vault's
   */
  public Optional<byte[]> read() throws IOException {
    byte[] sealed;
    try (InputStream in = Files.newInputStream(path)) {
      sealed = in.readNBytes(mostBytes + 1024);
    } catch (NoSuchFileException none) {
      return Optional.empty();
    }
    try {
      return Optional.of(cipher.decrypt(sealed, context));
    } catch (GeneralSecurityException e) {
      throw new VaultFileException(path + " is damaged, or another vault's", e);
    }
  }

  /**
   * Replaces the content by what is made of it; a crash leaves the old one or the new.
   *
   * @throws VaultFileException if it would be too long, is damaged, or another vault's
   */
  public void change(Change change) throws IOException {
    synchronized (CHANGES) {
      changeLocked(change);
    }
  }

  private void changeLocked(Change change) throws IOException {
    Path lockFile = path.resolveSibling(path.getFileName() + ".lock");
    try (FileChannel channel =
            FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      byte[] content = change.apply(read());
      if (content.length > mostBytes || !lock.isValid()) {
        throw new VaultFileException(path + " would be too long");
      }
      AtomicFile.replace(path, cipher.encrypt(content, context));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM encrypts everything", e);
    }
  }
}
