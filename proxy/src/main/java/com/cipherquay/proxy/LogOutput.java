package com.cipherquay.proxy;

import java.io.ByteArrayOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Where both logs go: standard error, or the end of a file.
 *
 * <p>What is written is gathered and goes out together, after a tenth of a second at the latest: a
 * system call for every request costs more than all else that the access log does. What is flushed
 * goes out at once, with everything before it; after {@link #close()} everything does. Only a
 * process that is killed loses what it gathered. Thread-safe.
 */
final class LogOutput extends OutputStream {

  private static final int GATHERED = 1 << 16;
  private static final long DELAY_MILLIS = 100;

  private final OutputStream target;
  private final ByteArrayOutputStream gathered = new ByteArrayOutputStream(GATHERED);
  private final ScheduledExecutorService clock;
  private boolean scheduled;
  private boolean closed;
  private boolean failed;

  LogOutput(OutputStream target) {
    this.target = target;
    this.clock =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "log");
              thread.setDaemon(true);
              return thread;
            });
  }

  static LogOutput toStandardError() {
    return new LogOutput(new FileOutputStream(FileDescriptor.err));
  }

  static LogOutput toFile(Path path) throws IOException {
    return new LogOutput(new FileOutputStream(path.toFile(), true));
  }

  @Override
  public void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  /** Takes whole lines. */
  @Override
  public synchronized void write(byte[] bytes, int offset, int length) {
    gathered.write(bytes, offset, length);
    if (closed || gathered.size() >= GATHERED) {
      flush();
    } else if (!scheduled) {
      scheduled = true;
      var unused = clock.schedule(this::flush, DELAY_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  /** A log that can not be written must not keep requests from being served. */
  @Override
  public synchronized void flush() {
    scheduled = false;
    try {
      gathered.writeTo(target);
      failed = false;
    } catch (IOException e) {
      complain(e);
    }
    gathered.reset();
  }

  private void complain(IOException e) {
    if (!failed) {
      failed = true;
      System.err.println("cipherquay: lines of the log are lost: " + e.getMessage());
    }
  }

  /** Writes what was gathered, and gathers no more. */
  @Override
  public synchronized void close() {
    closed = true;
    clock.shutdownNow();
    flush();
  }
}
