package com.cipherquay.keyset;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Writes small secret files so that a crash at any point leaves the old content or the new, on
 * disk, readable by the owner only. One writer per file at a time.
 */
public final class AtomicFile {

  private AtomicFile() {}

  /** Replaces a file; what it held is kept beside it under the suffix {@code .bak}. */
  public static void replace(Path file, byte[] content) throws IOException {
    if (Files.exists(file)) {
      write(backup(file), Files.readAllBytes(file));
    }
    write(file, content);
  }

  /** Where the content before the last replacement is. */
  public static Path backup(Path file) {
    return sibling(file, ".bak");
  }

  private static void write(Path file, byte[] content) throws IOException {
    Path temporary = sibling(file, ".tmp");
    // A leftover of a crash may have lost its permissions or be a link: never write into it.
    Files.deleteIfExists(temporary);
    try {
      Set<OpenOption> options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      try (FileChannel channel = FileChannel.open(temporary, options, ownerOnly(temporary))) {
        ByteBuffer buffer = ByteBuffer.wrap(content);
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
        channel.force(true);
      }
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      Files.deleteIfExists(temporary);
      throw e;
    }
    syncDirectory(file);
  }

  /** The rename itself is on disk only after the directory is. */
  private static void syncDirectory(Path file) throws IOException {
    Path directory = directory(file);
    if (isPosix(directory)) {
      try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  private static FileAttribute<?>[] ownerOnly(Path file) throws IOException {
    return isPosix(directory(file))
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  private static boolean isPosix(Path directory) throws IOException {
    return Files.getFileStore(directory).supportsFileAttributeView("posix");
  }

  private static Path directory(Path file) {
    Path parent = file.toAbsolutePath().getParent();
    if (parent == null) {
      throw new IllegalArgumentException("a file is in a directory");
    }
    return parent;
  }

  private static Path sibling(Path file, String suffix) {
    return file.resolveSibling(file.getFileName() + suffix);
  }
}
