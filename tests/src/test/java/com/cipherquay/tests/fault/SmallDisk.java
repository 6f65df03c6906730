package com.cipherquay.tests.fault;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;

/** A file system in memory, mounted on a folder if this process has the right to. */
final class SmallDisk implements AutoCloseable {

  private final Path folder;
  private final boolean real;

  private SmallDisk(Path folder, boolean real) {
    this.folder = folder;
    this.real = real;
  }

  static SmallDisk mount(Path folder, int bytes) throws IOException {
    int status = run("mount", "-t", "tmpfs", "-o", "size=" + bytes, "none", folder.toString());
    return new SmallDisk(folder, status == 0);
  }

  /** Whether it is mounted; else the folder is on the disk that it was on. */
  boolean isReal() {
    return real;
  }

  private static int run(String... command) throws IOException {
    try {
      return new ProcessBuilder(command).inheritIO().start().waitFor();
    } catch (InterruptedException e) {
      throw (IOException) new InterruptedIOException().initCause(e);
    }
  }

  @Override
  public void close() throws IOException {
    if (real && run("umount", folder.toString()) != 0) {
      throw new IOException(folder + " is still mounted");
    }
  }
}
