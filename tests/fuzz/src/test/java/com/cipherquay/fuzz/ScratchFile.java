package com.cipherquay.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The one folder of this process, for parsers that read files. */
public final class ScratchFile {

  private static final Path FOLDER = create();

  private ScratchFile() {}

  private static Path create() {
    try {
      Path memory = Path.of("/dev/shm");
      Path folder =
          Files.isWritable(memory)
              ? Files.createTempDirectory(memory, "cipherquay-fuzz")
              : Files.createTempDirectory("cipherquay-fuzz");
      folder.toFile().deleteOnExit();
      return folder;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A file with this in it, in place of the one before. */
  public static Path with(byte[] content) throws IOException {
    return write("file", content);
  }

  /** The folder, in which the file of a name has this in it. */
  public static Path folderWith(String name, byte[] content) throws IOException {
    write(name, content);
    return FOLDER;
  }

  private static Path write(String name, byte[] content) throws IOException {
    Path file = FOLDER.resolve(name);
    if (Files.notExists(file)) {
      file.toFile().deleteOnExit();
    }
    return Files.write(file, content);
  }
}
