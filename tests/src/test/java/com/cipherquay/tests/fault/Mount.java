package com.cipherquay.tests.fault;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;

/** A file system in the place of a folder, for which this process needs the right to mount one. */
final class Mount implements AutoCloseable {

  private final Path folder;
  private final boolean real;

  private Mount(Path folder, boolean real) {
    this.folder = folder;
    this.real = real;
  }

  /** An empty one in memory. */
  static Mount ofSize(Path folder, int bytes) throws IOException {
    int status = run("mount", "-t", "tmpfs", "-o", "size=" + bytes, "none", folder.toString());
    return new Mount(folder, status == 0);
  }

  /** The folder itself, read-only for all files that are opened from now on. */
  static Mount readOnly(Path folder) throws IOException {
    String path = folder.toString();
    boolean real = run("mount", "--bind", path, path) == 0;
    if (real && run("mount", "-o", "remount,ro,bind", path) != 0) {
      new Mount(folder, true).close();
      throw new IOException(folder + " can not be made read-only");
    }
    return new Mount(folder, real);
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
