package com.cipherquay.grant;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.cipherquay.audit.AuditLog;
import com.cipherquay.keyset.KeyType;
import com.cipherquay.keyset.Keyset;
import com.cipherquay.keyset.SealedFile;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The key grants that a vault has given away: kept sealed in {@code vault.exports.sealed}, without
 * keys. What was given away is never forgotten, for its holder has the keys whatever the time.
 * Immutable and thread-safe.
 */
public final class ExportedGrants {

  /** None at all. */
  public static final ExportedGrants NONE = new ExportedGrants(List.of());

  /** The name of the file in the folder of the vault. */
  public static final String FILE = "vault.exports.sealed";

  private static final int MOST_BYTES = 16 << 20;
  private static final int ID = 16;
  private static final byte[] NOTHING = {};

  /**
   * A key grant that was given away.
   *
   * @param at when, in whole seconds
   * @param id of the grant
   * @param to the recipient's public id, or {@code passphrase}
   * @param terms where what may be done until when
   */
  public record Entry(Instant at, String id, String to, GrantLink terms) {}

  private final List<Entry> entries;

  private ExportedGrants(List<Entry> entries) {
    this.entries = List.copyOf(entries);
  }

  /** All of them, the first first. */
  public List<Entry> entries() {
    return entries;
  }

  /** What was given away by this list or the other. */
  public ExportedGrants and(ExportedGrants other) {
    List<Entry> both = new ArrayList<>(entries);
    other.entries.stream().filter(entry -> !entries.contains(entry)).forEach(both::add);
    return new ExportedGrants(both);
  }

  /** Whether some key that was given away opens exactly one of two objects. */
  public boolean separate(String oneBucket, String oneKey, String otherBucket, String otherKey) {
    return entries.stream()
        .flatMap(entry -> entry.terms().scopes().stream())
        .anyMatch(
            scope -> scope.coversKey(oneBucket, oneKey) != scope.coversKey(otherBucket, otherKey));
  }

  /**
   * Reads those of a vault; there are none if there is no file.
   *
   * @throws IOException if the file can not be read, or this vault did not write it so
   */
  public static ExportedGrants read(Path folder, Keyset vault) throws IOException {
    List<Entry> entries = new ArrayList<>();
    ByteBuffer in = ByteBuffer.wrap(file(folder, vault).read().orElse(NOTHING));
    try {
      while (in.hasRemaining()) {
        Instant at = Instant.ofEpochSecond(in.getLong());
        String id = HexFormat.of().formatHex(take(in, ID));
        String to = new String(take(in, in.get() & 0xff), US_ASCII);
        byte[] terms = take(in, in.getShort() & 0xffff);
        entries.add(new Entry(at, id, to, LinkCodec.decode(ByteBuffer.wrap(terms))));
      }
    } catch (BufferUnderflowException e) {
      throw new GrantException(FILE + " is of another release", e);
    }
    return new ExportedGrants(entries);
  }

  private static byte[] take(ByteBuffer in, int length) {
    byte[] bytes = new byte[Math.min(length, in.remaining())];
    in.get(bytes);
    if (bytes.length < length) {
      throw new BufferUnderflowException();
    }
    return bytes;
  }

  private static byte[] encode(Entry entry) {
    byte[] to = entry.to().getBytes(US_ASCII);
    byte[] terms = LinkCodec.encode(entry.terms());
    return ByteBuffer.allocate(Long.BYTES + ID + 1 + to.length + Short.BYTES + terms.length)
        .putLong(entry.at().getEpochSecond())
        .put(HexFormat.of().parseHex(entry.id()))
        .put((byte) to.length)
        .put(to)
        .putShort((short) terms.length)
        .put(terms)
        .array();
  }

  /** Writes down one more, before it is given away. */
  public static void add(Path folder, Keyset vault, Entry entry) throws IOException {
    byte[] added = encode(entry);
    file(folder, vault).change(content -> joined(content.orElse(NOTHING), added));
    AuditLog.in(folder)
        .append(GrantEvents.of("exported", entry.id(), entry.terms()).with("to", entry.to()));
  }

  private static byte[] joined(byte[] one, byte[] other) {
    return ByteBuffer.allocate(one.length + other.length).put(one).put(other).array();
  }

  private static SealedFile file(Path folder, Keyset vault) {
    return new SealedFile(folder.resolve(FILE), vault, KeyType.KEY_GRANT_LIST, MOST_BYTES);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ExportedGrants grants && grants.entries.equals(entries);
  }

  @Override
  public int hashCode() {
    return entries.hashCode();
  }
}
