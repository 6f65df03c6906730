package com.cipherquay.keyset;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Keeps two processes from writing one vault file at the same time. */
final class VaultLock {

  static final String FILE = "vault.lock";

  @FunctionalInterface
  interface Work<T> {
    T run() throws IOException;
  }

  private VaultLock() {}

  /**
   * Does something while no other process does such a thing in the folder; waits for one that does.
   *
   * @throws VaultFileException if another thread of this process is at it
   */
  static <T> T exclusively(Path folder, Work<T> work) throws IOException {
    try (FileChannel channel =
            FileChannel.open(
                folder.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      if (!lock.isValid()) {
        throw new VaultFileException("the vault can not be locked");
      }
      return work.run();
    } catch (OverlappingFileLockException e) {
      throw new VaultFileException("the vault is being written by another thread", e);
    }
  }
}
