package com.cipherquay.grant;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.cipherquay.audit.AuditLog;
import com.cipherquay.keyset.KeyType;
import com.cipherquay.keyset.Keyset;
import com.cipherquay.keyset.SealedFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The grants that a vault knows to have been made, by their tokens; their secrets are nowhere. One
 * that is registered can be used without its token, for tools that know no session tokens: who
 * brings its access key id is taken to have brought the token too (FORMAT.md, "Access grants").
 * Immutable and thread-safe.
 */
public final class GrantRegistry {

  /** The name of the file in the folder of the vault. */
  public static final String FILE = "vault.grants.sealed";

  private static final int MOST_BYTES = 4 << 20;
  private static final byte VERSION = 1;
  private static final byte REGISTERED = 1;
  private static final int FIXED = 1 + Long.BYTES + Short.BYTES;

  /** How long the end of a grant is remembered. */
  private static final Duration REMEMBERED = Duration.ofDays(30);

  /**
   * A grant that was made.
   *
   * @param made when, in whole seconds
   * @param registered whether it can be used without its token
   */
  public record Entry(Grant grant, Instant made, boolean registered) {}

  private final Map<String, Entry> byAccessKeyId;

  private GrantRegistry(Map<String, Entry> byAccessKeyId) {
    this.byAccessKeyId = byAccessKeyId;
  }

  /** All of them, in the order in which they were made. */
  public List<Entry> entries() {
    return List.copyOf(byAccessKeyId.values());
  }

  /** The grant that can be used with this access key id alone. */
  public Optional<Grant> registered(String accessKeyId) {
    return Optional.ofNullable(byAccessKeyId.get(accessKeyId))
        .filter(Entry::registered)
        .map(Entry::grant);
  }

  /**
   * Reads the file of a vault; there are none if there is no file.
   *
   * @param folder of the vault
   * @throws IOException if the file can not be read, is damaged, or another vault's
   */
  public static GrantRegistry read(Path folder, Keyset vault) throws IOException {
    Optional<byte[]> content = file(folder, vault).read();
    return content.isPresent() ? decode(content.get()) : new GrantRegistry(Map.of());
  }

  /**
   * Adds a grant to the file of a vault, and removes those that ended a month ago.
   *
   * @throws IOException if the file can not be read or written, or has too many
   */
  public static void add(Path folder, Keyset vault, Entry entry) throws IOException {
    addAll(folder, vault, List.of(entry));
    if (entry.registered()) {
      AuditLog.in(folder).append(GrantEvents.of("registered", entry.grant()));
    }
  }

  static void addAll(Path folder, Keyset vault, List<Entry> entries) throws IOException {
    file(folder, vault).change(content -> with(content, entries));
  }

  private static byte[] with(Optional<byte[]> content, List<Entry> entries) throws IOException {
    Map<String, Entry> all = new LinkedHashMap<>();
    if (content.isPresent()) {
      all.putAll(decode(content.get()).byAccessKeyId);
    }
    for (Entry entry : entries) {
      Instant forgotten = entry.made().minus(REMEMBERED);
      all.values().removeIf(old -> old.grant().notAfter().filter(forgotten::isAfter).isPresent());
      all.put(entry.grant().accessKeyId(), entry);
    }
    return encode(all);
  }

  private static SealedFile file(Path folder, Keyset vault) {
    return new SealedFile(folder.resolve(FILE), vault, KeyType.GRANT_REGISTRY, MOST_BYTES);
  }

  private static byte[] encode(Map<String, Entry> entries) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(VERSION);
    for (Entry entry : entries.values()) {
      byte[] token = entry.grant().token().getBytes(US_ASCII);
      out.writeBytes(
          ByteBuffer.allocate(FIXED + token.length)
              .put(entry.registered() ? REGISTERED : 0)
              .putLong(entry.made().getEpochSecond())
              .putShort((short) token.length)
              .put(token)
              .array());
    }
    return out.toByteArray();
  }

  private static GrantRegistry decode(byte[] content) throws GrantException {
    ByteBuffer in = ByteBuffer.wrap(content);
    if (!in.hasRemaining() || in.get() != VERSION) {
      throw new GrantException(FILE + " is of another release");
    }
    Map<String, Entry> entries = new LinkedHashMap<>();
    while (in.hasRemaining()) {
      boolean registered = in.get() == REGISTERED;
      Instant made = Instant.ofEpochSecond(in.getLong());
      byte[] token = new byte[in.getShort() & 0xffff];
      in.get(token);
      Grant grant = Grant.parse(new String(token, US_ASCII));
      entries.put(grant.accessKeyId(), new Entry(grant, made, registered));
    }
    return new GrantRegistry(entries);
  }
}
