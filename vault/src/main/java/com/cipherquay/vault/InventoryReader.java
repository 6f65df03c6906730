package com.cipherquay.vault;

import com.cipherquay.keyset.Keyset;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Reads an inventory, object by object, after its seal was verified: what the file says is from
 * this vault, and all of it. Used by one thread.
 */
public final class InventoryReader implements Closeable {

  private final FileChannel channel;
  private final InputStream in;
  private final InventoryHead head;

  private InventoryReader(FileChannel channel, InputStream in, InventoryHead head) {
    this.channel = channel;
    this.in = in;
    this.head = head;
  }

  /**
   * Opens a file that is not changed while it is read.
   *
   * @throws VaultException {@code CORRUPT} if this vault did not make it, or not so
   */
  public static InventoryReader open(Path file, Keyset keyset) throws IOException {
    FileChannel channel = FileChannel.open(file);
    boolean opened = false;
    try {
      verify(stream(channel), channel.size(), keyset);
      InputStream in = stream(channel);
      InventoryHead head = new InventoryLines().head(in);
      opened = true;
      return new InventoryReader(channel, in, head);
    } finally {
      if (!opened) {
        channel.close();
      }
    }
  }

  private static InputStream stream(FileChannel channel) throws IOException {
    return new BufferedInputStream(Channels.newInputStream(channel.position(0)), 1 << 16);
  }

  private static void verify(InputStream in, long size, Keyset keyset) throws IOException {
    InventoryLines lines = new InventoryLines();
    InventoryHead head = lines.head(in);
    long objects = 0;
    String last = "";
    String line = next(in);
    for (Optional<InventoryEntry> entry = InventoryLines.entry(line);
        entry.isPresent();
        entry = InventoryLines.entry(line)) {
      String name = entry.get().storedName();
      if (name.compareTo(last) <= 0 || !name.startsWith(head.prefix())) {
        throw InventoryLines.corrupt();
      }
      last = name;
      objects++;
      byte[] unused = lines.take(line);
      line = next(in);
    }
    byte[] count = lines.take(line);
    String seal = lines.seal(keyset);
    boolean whole =
        line.equals(InventoryLines.OBJECTS + objects)
            && equal(next(in), seal)
            && size == lines.bytes() + seal.length() + 1
            && head.vaultId().equals(HexFormat.of().formatHex(keyset.vaultId()));
    if (!whole || count.length == 0) {
      throw new VaultException(VaultFault.CORRUPT, "the inventory is damaged, or another vault's");
    }
  }

  private static boolean equal(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
  }

  private static String next(InputStream in) throws IOException {
    return InventoryLines.read(in).orElseThrow(InventoryLines::corrupt);
  }

  /** What it is of. */
  public InventoryHead head() {
    return head;
  }

  /** The next object; empty after the last. */
  public Optional<InventoryEntry> next() throws IOException {
    return InventoryLines.read(in).flatMap(InventoryLines::entry);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
