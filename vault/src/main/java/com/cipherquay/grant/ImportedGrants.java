package com.cipherquay.grant;

import com.cipherquay.audit.AuditEvent;
import com.cipherquay.audit.AuditLog;
import com.cipherquay.keyset.AtomicFile;
import com.cipherquay.keyset.ForeignKeys;
import com.cipherquay.keyset.KeyType;
import com.cipherquay.keyset.Keyset;
import com.cipherquay.keyset.SealedFile;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The key grants that a vault was given: kept sealed in {@code vault.imports.sealed}, which every
 * proxy of the vault needs. Immutable and thread-safe.
 */
public final class ImportedGrants {

  /** None at all. */
  public static final ImportedGrants NONE = new ImportedGrants(List.of());

  /** The name of the file in the folder of the vault. */
  public static final String FILE = "vault.imports.sealed";

  private static final int MOST_BYTES = 16 << 20;

  /**
   * A key grant that was taken in.
   *
   * @param at when, in whole seconds
   * @param signer who signed it
   */
  public record Entry(Instant at, PublicId signer, KeyGrant grant) {}

  /** Has a last look at what is about to be kept. */
  @FunctionalInterface
  public interface Acceptance {
    void check(ImportedGrants grants) throws IOException;
  }

  /** A scope, with the grant that it is of. */
  private record Part(GrantScope scope, KeyGrant grant) {}

  private final List<Entry> entries;

  private ImportedGrants(List<Entry> entries) {
    this.entries = List.copyOf(entries);
  }

  /** All of them, the first first. */
  public List<Entry> entries() {
    return entries;
  }

  /** The keys of all of them, whether or not they may be used now. */
  public List<ForeignKeys> keys() {
    return entries.stream().flatMap(entry -> entry.grant().keys().stream()).toList();
  }

  /**
   * Reads those of a vault; there are none if there is no file.
   *
   * @throws IOException if the file can not be read, or this vault did not write it so
   */
  public static ImportedGrants read(Path folder, Keyset vault) throws IOException {
    return new ImportedGrants(decode(file(folder, vault).read()));
  }

  private static SealedFile file(Path folder, Keyset vault) {
    return new SealedFile(folder.resolve(FILE), vault, KeyType.KEY_GRANT_LIST, MOST_BYTES);
  }

  private static List<Entry> decode(Optional<byte[]> content) throws GrantException {
    List<Entry> entries = new ArrayList<>();
    ByteBuffer in = ByteBuffer.wrap(content.orElse(new byte[0]));
    try {
      while (in.hasRemaining()) {
        Instant at = Instant.ofEpochSecond(in.getLong());
        byte[] signer = new byte[PublicId.LENGTH];
        in.get(signer);
        int length = in.getInt();
        byte[] grant = new byte[Math.min(Math.max(length, 0), in.remaining())];
        in.get(grant);
        entries.add(
            new Entry(at, new PublicId(PublicId.Kind.SIGNER, signer), KeyGrantCodec.decode(grant)));
      }
    } catch (BufferUnderflowException e) {
      throw new GrantException(FILE + " is of another release", e);
    }
    return entries;
  }

  private byte[] encode() {
    List<byte[]> all = entries.stream().map(ImportedGrants::encode).toList();
    ByteBuffer out = ByteBuffer.allocate(all.stream().mapToInt(bytes -> bytes.length).sum());
    all.forEach(out::put);
    return out.array();
  }

  private static byte[] encode(Entry entry) {
    byte[] grant = KeyGrantCodec.encode(entry.grant());
    return ByteBuffer.allocate(Long.BYTES + PublicId.LENGTH + Integer.BYTES + grant.length)
        .putLong(entry.at().getEpochSecond())
        .put(entry.signer().bytes())
        .putInt(grant.length)
        .put(grant)
        .array();
  }

  /**
   * Takes one more in.
   *
   * @param acceptance may refuse what all of them together would be
   * @throws GrantException if it was taken in before
   */
  public static void add(Path folder, Keyset vault, Entry entry, Acceptance acceptance)
      throws IOException {
    file(folder, vault)
        .change(
            content -> {
              List<Entry> all = decode(content);
              if (all.stream().anyMatch(known -> known.grant().id().equals(entry.grant().id()))) {
                throw new GrantException("the key grant was imported before");
              }
              all.add(entry);
              ImportedGrants grants = new ImportedGrants(all);
              acceptance.check(grants);
              return grants.encode();
            });
    AuditLog.in(folder)
        .append(
            GrantEvents.of("imported", entry.grant().id(), entry.grant().terms())
                .with("from", entry.signer()));
  }

  /**
   * Drops one, and its keys.
   *
   * @param id of the grant
   * @throws GrantException if there is none of this id
   */
  public static void remove(Path folder, Keyset vault, String id) throws IOException {
    file(folder, vault)
        .change(
            content -> {
              List<Entry> all = decode(content);
              if (!all.removeIf(entry -> entry.grant().id().equals(id))) {
                throw new GrantException("no key grant of the id " + id + " was imported");
              }
              return new ImportedGrants(all).encode();
            });
    // What was there before has the keys.
    Files.deleteIfExists(AtomicFile.backup(folder.resolve(FILE)));
    AuditLog.in(folder).append(AuditEvent.of("grant.import-removed").with("grant", id));
  }

  /**
   * Why something may not be done to an object because of these grants, if so: their terms, where
   * their keys are used. Beside that nothing is written in a directory on the way, which has
   * another vault's name: nobody would find it when the grant is gone.
   */
  public Optional<String> objection(GrantAction action, String bucket, String key, Instant now) {
    Optional<KeyGrant> covering = longest(bucket, scope -> scope.coversKey(bucket, key));
    if (covering.isEmpty() && action == GrantAction.WRITE && isBesideTheWay(bucket, key)) {
      return Optional.of("it is in a directory on the way to what is another vault's");
    }
    return covering.flatMap(grant -> grant.objection(action, now));
  }

  private boolean isBesideTheWay(String bucket, String key) {
    return parts(bucket).stream()
        .map(part -> part.scope().path())
        .anyMatch(
            path -> {
              String first = path.substring(0, path.indexOf('/') + 1);
              return !first.isEmpty() && !first.equals(path) && key.startsWith(first);
            });
  }

  /** Why nothing under a prefix may be listed, if all of it is of one scope that forbids it. */
  public Optional<String> listObjection(String bucket, String prefix, Instant now) {
    return longest(
            bucket,
            scope -> scope.kind() != GrantScope.Kind.OBJECT && scope.coversKey(bucket, prefix))
        .flatMap(grant -> grant.objection(GrantAction.LIST, now));
  }

  /** Whether a part of a bucket is another vault's; then that vault's owner administers it. */
  public boolean concern(String bucket) {
    return parts(bucket).stream().findAny().isPresent();
  }

  /** Whether a listing of a bucket would show what may not be listed. */
  public boolean hideSome(String bucket, Instant now) {
    return parts(bucket).stream()
        .anyMatch(part -> part.grant().objection(GrantAction.LIST, now).isPresent());
  }

  private List<Part> parts(String bucket) {
    List<Part> parts = new ArrayList<>();
    for (Entry entry : entries) {
      for (GrantScope scope : entry.grant().terms().scopes()) {
        if (scope.bucket().equals(bucket)) {
          parts.add(new Part(scope, entry.grant()));
        }
      }
    }
    return parts;
  }

  /** The grant whose keys are used: that of the longest path; of an object before a directory. */
  private Optional<KeyGrant> longest(String bucket, Predicate<GrantScope> covers) {
    return parts(bucket).stream()
        .filter(part -> covers.test(part.scope()))
        .max(
            Comparator.comparing((Part part) -> part.scope().path().length())
                .thenComparing(part -> part.scope().kind()))
        .map(Part::grant);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ImportedGrants grants && Arrays.equals(grants.encode(), encode());
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(encode());
  }
}
