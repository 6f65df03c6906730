package com.cipherquay.vault;

import com.cipherquay.keyset.Keyset;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;

/**
 * Writes an inventory, object by object. The file appears when it is whole; before that its lines
 * are in a file beside it, which another one goes on with if this was broken off. Used by one
 * thread.
 */
public final class InventoryWriter implements Closeable {

  /** After this time a bucket is not what it was, and an inventory begins anew. */
  private static final Duration LIFE = Duration.ofDays(7);

  private static final long MOST_OF_HEAD = 2048;

  private final Path file;
  private final Path partial;
  private final InventoryLines lines = new InventoryLines();
  private final FileChannel channel;
  private final OutputStream out;
  private String last = "";
  private long objects;
  private long unopened;

  private InventoryWriter(Path file, Path partial) throws IOException {
    this.file = file;
    this.partial = partial;
    this.channel =
        FileChannel.open(
            partial, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    this.out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
  }

  /**
   * Begins the file, or goes on with what is there of the same.
   *
   * @throws FileAlreadyExistsException if the file is there already
   */
  public static InventoryWriter open(Path file, InventoryHead head) throws IOException {
    if (Files.exists(file)) {
      throw new FileAlreadyExistsException(file.toString());
    }
    Path partial = file.resolveSibling(file.getFileName() + InventoryHead.SUFFIX);
    boolean same = isBegun(partial, head);
    InventoryWriter writer = new InventoryWriter(file, partial);
    if (same) {
      writer.goOn();
    } else {
      writer.channel.truncate(0);
      for (String line : InventoryLines.head(head)) {
        writer.out.write(writer.lines.take(line));
      }
    }
    return writer;
  }

  private static boolean isBegun(Path partial, InventoryHead head) throws IOException {
    if (!Files.exists(partial)) {
      return false;
    }
    try (InputStream in = new BufferedInputStream(Files.newInputStream(partial))) {
      InventoryHead begun = new InventoryLines().head(in);
      return begun.isOfSame(head) && begun.time().plus(LIFE).isAfter(head.time());
    } catch (VaultException e) {
      if (Files.size(partial) > MOST_OF_HEAD) {
        throw new VaultException(VaultFault.CORRUPT, partial + " is no part of an inventory", e);
      }
      // Broken off before it had begun.
      return false;
    }
  }

  /** Takes what is there, to the last whole line of an object. */
  private void goOn() throws IOException {
    // Not closed: the channel is still needed.
    InputStream in = new BufferedInputStream(Channels.newInputStream(channel.position(0)));
    InventoryHead unused = lines.head(in);
    Optional<InventoryEntry> entry = InventoryLines.read(in).flatMap(InventoryLines::entry);
    while (entry.isPresent()) {
      note(entry.get());
      entry = InventoryLines.read(in).flatMap(InventoryLines::entry);
    }
    channel.truncate(lines.bytes()).position(lines.bytes());
  }

  private byte[] note(InventoryEntry entry) {
    last = entry.storedName();
    objects++;
    unopened += entry.write().isEmpty() ? 1 : 0;
    return lines.take(InventoryLines.line(entry));
  }

  /** The stored name that was written last; empty if there is none yet. */
  public String last() {
    return last;
  }

  /** How many objects there are. */
  public long objects() {
    return objects;
  }

  /** How many of them did not open. */
  public long unopened() {
    return unopened;
  }

  /** Adds an object; its stored name sorts after all before it. */
  public void add(InventoryEntry entry) throws IOException {
    if (entry.storedName().compareTo(last) <= 0) {
      throw new IllegalArgumentException("an inventory is sorted");
    }
    out.write(note(entry));
  }

  /** Hands what was added to the operating system, which keeps it if this process ends. */
  public void flush() throws IOException {
    out.flush();
  }

  /** Seals the inventory and puts it where it belongs. */
  public void finish(Keyset keyset) throws IOException {
    out.write(lines.take(InventoryLines.OBJECTS + objects));
    out.write(lines.take(lines.seal(keyset)));
    out.flush();
    channel.force(true);
    Files.move(partial, file);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
