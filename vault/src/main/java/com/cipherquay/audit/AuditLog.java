package com.cipherquay.audit;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.Set;

/**
 * The audit log of a vault: {@value #FILE} in its folder, which is only ever appended to. The proxy
 * and every run of {@code cipherquay-keytool} write to it at once, each line in one write. Readable
 * by the owner only. Thread-safe.
 *
 * <p>It says what happened to who is honest with it: whoever can write to the folder can also
 * change this file. Send it elsewhere to keep it from them.
 */
public final class AuditLog {

  /** The name of the file in the folder of the vault. */
  public static final String FILE = "audit.jsonl";

  private static final Set<OpenOption> APPENDING =
      Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);

  private final Path file;

  private AuditLog(Path file) {
    this.file = file;
  }

  /** That of the vault in a folder. */
  public static AuditLog in(Path folder) {
    return new AuditLog(folder.resolve(FILE));
  }

  /**
   * Appends an event that has happened, and waits until it is on the disk.
   *
   * @throws IOException if the line is lost; what has happened stays so
   */
  public void append(AuditEvent event) throws IOException {
    byte[] line = event.line(Clock.systemUTC().instant());
    try (FileChannel channel = open()) {
      channel.write(ByteBuffer.wrap(line));
      channel.force(true);
    } catch (IOException e) {
      throw new IOException(
          "what was done could not be noted in %s: %s".formatted(file, e.getMessage()), e);
    }
  }

  /**
   * For events that come often; what is written to it together should be whole lines.
   *
   * @return to be closed by the caller
   */
  public OutputStream stream() throws IOException {
    return Channels.newOutputStream(open());
  }

  private FileChannel open() throws IOException {
    return FileChannel.open(file, APPENDING, ownerOnly());
  }

  private FileAttribute<?>[] ownerOnly() throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    boolean posix = folder != null && Files.getFileStore(folder).supportsFileAttributeView("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
