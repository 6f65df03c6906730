package com.cipherquay.vault;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;

/**
 * Where listings spill what does not fit in memory. Made when it is first needed. Thread-safe.
 *
 * @param path the folder
 */
record SpillFolder(Path path) {

  /** A new file, for its owner only. */
  Blocks create() throws IOException {
    if (!Files.isDirectory(path)) {
      Files.createDirectories(path, permissions("rwx------"));
    }
    return SpillFile.create(path.resolve("listing-" + UUID.randomUUID()), permissions("rw-------"));
  }

  private static FileAttribute<?>[] permissions(String permissions) {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }
}
