package com.cipherquay.grant;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.cipherquay.audit.AuditEvent;
import com.cipherquay.audit.AuditLog;
import com.cipherquay.keyset.AtomicFile;
import com.cipherquay.keyset.DerivedKey;
import com.cipherquay.keyset.KeyType;
import com.cipherquay.keyset.Keyset;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The grants of a vault that were revoked, by their ids: a sealed file beside the vault file, of
 * which every proxy of the vault needs the newest (FORMAT.md, "Access grants"). Immutable and
 * thread-safe.
 */
public final class Revocations {

  /** The name of the file in the folder of the vault. */
  public static final String FILE = "vault.revocations";

  /** How large the file can be in bytes: more than 100,000 grants. */
  static final int MOST_BYTES = 4 << 20;

  private static final String HEAD = "cipherquay-revocations-1\n";
  private static final String SEAL = "seal ";
  private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");

  private final NavigableSet<String> ids;

  private Revocations(NavigableSet<String> ids) {
    this.ids = ids;
  }

  /** Whether a grant, or one from which it was narrowed, was revoked. */
  public boolean cover(Grant grant) {
    return grant.lineage().stream().anyMatch(ids::contains);
  }

  /** Whether all that another knows as revoked is so here too. */
  public boolean include(Revocations other) {
    return ids.containsAll(other.ids);
  }

  /** What is revoked here or there. */
  public Revocations and(Revocations other) {
    NavigableSet<String> both = new TreeSet<>(ids);
    both.addAll(other.ids);
    return new Revocations(both);
  }

  /** How many ids there are. */
  public int size() {
    return ids.size();
  }

  /**
   * Reads the file of a vault; there are none if there is no file.
   *
   * @param folder of the vault
   * @throws IOException if the file can not be read, or this vault did not write it so
   */
  public static Revocations read(Path folder, Keyset vault) throws IOException {
    Path file = folder.resolve(FILE);
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(MOST_BYTES + 1);
    } catch (NoSuchFileException nothingRevoked) {
      return new Revocations(new TreeSet<>());
    }
    String text = new String(bytes, US_ASCII);
    NavigableSet<String> ids = new TreeSet<>();
    int at = HEAD.length();
    while (text.startsWith(HEAD) && at + 33 <= text.length() && text.charAt(at + 32) == '\n') {
      ids.add(text.substring(at, at + 32));
      at += 33;
    }
    boolean whole = ids.stream().allMatch(id -> ID.matcher(id).matches());
    byte[] expected = sealed(ids, vault);
    if (!whole || bytes.length > MOST_BYTES || !MessageDigest.isEqual(expected, bytes)) {
      throw new GrantException(file + " is damaged, or another vault's");
    }
    return new Revocations(ids);
  }

  /**
   * Adds an id to the file of a vault.
   *
   * @param id 32 hexadecimal digits
   * @return whether it was not there yet
   */
  public static boolean add(Path folder, Keyset vault, String id) throws IOException {
    if (!ID.matcher(id).matches()) {
      throw new GrantException("the id of a grant has 32 hexadecimal digits");
    }
    try (FileChannel channel =
            FileChannel.open(
                folder.resolve(FILE + ".lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      NavigableSet<String> ids = new TreeSet<>(read(folder, vault).ids);
      boolean added = lock.isValid() && ids.add(id);
      byte[] file = sealed(ids, vault);
      if (file.length > MOST_BYTES) {
        throw new GrantException("too many grants were revoked");
      }
      if (added) {
        AtomicFile.replace(folder.resolve(FILE), file);
        AuditLog.in(folder).append(AuditEvent.of("grant.revoked").with("grant", id));
      }
      return added;
    }
  }

  private static byte[] sealed(NavigableSet<String> ids, Keyset vault) {
    StringBuilder text = new StringBuilder(HEAD);
    ids.forEach(id -> text.append(id).append('\n'));
    byte[] seal =
        vault
            .grant(KeyType.REVOCATIONS, text.toString().getBytes(US_ASCII))
            .bytes(KeyType.REVOCATIONS, new byte[0], DerivedKey.LENGTH);
    text.append(SEAL).append(Base64.getUrlEncoder().withoutPadding().encodeToString(seal));
    return text.append('\n').toString().getBytes(US_ASCII);
  }
}
