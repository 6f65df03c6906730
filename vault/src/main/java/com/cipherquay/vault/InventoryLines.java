package com.cipherquay.vault;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.cipherquay.keyset.DerivedKey;
import com.cipherquay.keyset.KeyType;
import com.cipherquay.keyset.Keyset;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The lines of an inventory (FORMAT.md, "Inventories"), and the digest of those so far. */
final class InventoryLines {

  static final String OBJECTS = "objects ";
  static final String SEAL = "seal ";

  private static final int LONGEST = 2048;
  private static final byte[] NOTHING = {};
  private static final String NONE = "-";

  private static final Pattern ENTRY =
      Pattern.compile(
          "([!-~]+) (?:([A-Za-z0-9_-]{22}) (0|[1-9][0-9]{0,17}) (0|[1-9][0-9]{0,14})|-)");

  private final MessageDigest digest = Digests.of("SHA-256");
  private long bytes;

  /** How many bytes the lines so far have. */
  long bytes() {
    return bytes;
  }

  /** The bytes of a line that is written, or was read. */
  byte[] take(String line) {
    byte[] ascii = (line + "\n").getBytes(US_ASCII);
    digest.update(ascii);
    bytes += ascii.length;
    return ascii;
  }

  /** The seal of the lines so far. */
  String seal(Keyset keyset) {
    byte[] key =
        keyset
            .grant(KeyType.INVENTORY, digest.digest())
            .bytes(KeyType.INVENTORY, NOTHING, DerivedKey.LENGTH);
    return SEAL + Base64Url.encode(key);
  }

  /**
   * Reads one line without its end; empty where the stream ends, or in the middle of a line.
   *
   * @throws VaultException {@code CORRUPT} for what can not be a line
   */
  static Optional<String> read(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c >= 0; c = in.read()) {
      if (c == '\n') {
        return Optional.of(line.toString());
      }
      if (c < ' ' || c > '~' || line.length() == LONGEST) {
        throw corrupt();
      }
      line.append((char) c);
    }
    return Optional.empty();
  }

  static String[] head(InventoryHead head) {
    return new String[] {
      InventoryHead.MARK,
      "vault " + head.vaultId(),
      "bucket " + head.bucket(),
      "prefix " + head.prefix(),
      "time " + head.time().toEpochMilli()
    };
  }

  /** Reads the first lines. */
  InventoryHead head(InputStream in) throws IOException {
    if (!read(in).equals(Optional.of(InventoryHead.MARK))) {
      throw corrupt();
    }
    byte[] unused = take(InventoryHead.MARK);
    String vaultId = field(in, "vault ");
    String bucket = field(in, "bucket ");
    String prefix = field(in, "prefix ");
    try {
      Instant time = Instant.ofEpochMilli(Long.parseLong(field(in, "time ")));
      return new InventoryHead(vaultId, bucket, prefix, time);
    } catch (NumberFormatException | DateTimeException e) {
      throw new VaultException(VaultFault.CORRUPT, "not an inventory", e);
    }
  }

  private String field(InputStream in, String name) throws IOException {
    String line = read(in).orElseThrow(InventoryLines::corrupt);
    if (!line.startsWith(name)) {
      throw corrupt();
    }
    byte[] unused = take(line);
    return line.substring(name.length());
  }

  static String line(InventoryEntry entry) {
    return entry.storedName()
        + " "
        + entry
            .write()
            .map(write -> write.id() + " " + write.at() + " " + write.length())
            .orElse(NONE);
  }

  /** The object of a line; empty if it is of none. */
  static Optional<InventoryEntry> entry(String line) {
    Matcher matcher = ENTRY.matcher(line);
    if (!matcher.matches() || line.startsWith(OBJECTS)) {
      return Optional.empty();
    }
    Optional<InventoryEntry.Write> write =
        Optional.ofNullable(matcher.group(2))
            .map(
                id ->
                    new InventoryEntry.Write(
                        id, Long.parseLong(matcher.group(3)), Long.parseLong(matcher.group(4))));
    return Optional.of(new InventoryEntry(matcher.group(1), write));
  }

  static VaultException corrupt() {
    return new VaultException(VaultFault.CORRUPT, "not an inventory, or damaged");
  }
}
