package com.cipherquay.proxy.spool;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;

/** Where bodies are spooled. Thread-safe. */
public final class SpoolFolder {

  private static final Set<OpenOption> OPTIONS =
      Set.of(
          StandardOpenOption.CREATE_NEW,
          StandardOpenOption.READ,
          StandardOpenOption.WRITE,
          // On Unix the name is gone as soon as the file is open: no crash leaves anything behind.
          StandardOpenOption.DELETE_ON_CLOSE);

  private final Path folder;

  private SpoolFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * Spools into a folder.
   *
   * @param folder made when it is needed
   */
  public static SpoolFolder in(Path folder) {
    return new SpoolFolder(folder);
  }

  /** Spools into the folder for temporary files. */
  public static SpoolFolder temporary() {
    return in(Path.of(System.getProperty("java.io.tmpdir", ".")));
  }

  /**
   * Reads a body to its end.
   *
   * @param most the most bytes to take; one more is read of a longer body, and the spool says so
   * @return the caller closes it
   * @throws IOException unchanged, whatever the body throws
   */
  public Spool fill(InputStream body, long most) throws IOException {
    Spool spool = new Spool(this);
    try {
      spool.fill(body, most);
      return spool;
    } catch (IOException | RuntimeException e) {
      spool.close();
      throw e;
    }
  }

  FileChannel open() throws IOException {
    Files.createDirectories(folder);
    Path file = folder.resolve("spool-" + UUID.randomUUID());
    boolean posix = Files.getFileStore(folder).supportsFileAttributeView("posix");
    return FileChannel.open(
        file,
        OPTIONS,
        posix
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            }
            : new FileAttribute<?>[0]);
  }
}
