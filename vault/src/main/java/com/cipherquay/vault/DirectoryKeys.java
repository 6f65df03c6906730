package com.cipherquay.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.cipherquay.keyset.DerivedKey;
import com.cipherquay.keyset.ForeignKeys;
import com.cipherquay.keyset.KeyType;
import com.cipherquay.keyset.Keyset;
import com.cipherquay.keyset.LiveKeyset;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Optional;

/**
 * The directories of a vault, all buckets together, in caches of bounded size: an uncached level
 * costs some microseconds. A path here is plaintext and empty or ends in {@code /}. Thread-safe.
 */
final class DirectoryKeys {

  /** Bounds by estimated bytes, because a path may have 2 bytes or 1024. */
  private static final long NAMES_MAXIMUM = 16L << 20;

  private static final long CONTENT_MAXIMUM = 8L << 20;
  private static final int NAMES_BYTES = 1500;
  private static final int KEY_BYTES = 250;

  private record Place(String bucket, String path) {

    Place parent() {
      return new Place(bucket, path.substring(0, path.lastIndexOf('/', path.length() - 2) + 1));
    }

    String component() {
      return path.substring(parent().path().length(), path.length() - 1);
    }
  }

  private record EpochPlace(int epoch, Place place) {}

  private final LiveKeyset keys;
  private final KeyImports imports;
  private final Cache<Place, Directory> names;
  private final Cache<EpochPlace, DerivedKey> content;
  private final DataKeyCache dataKeys = new DataKeyCache();

  private DirectoryKeys(
      LiveKeyset keys,
      KeyImports imports,
      Cache<Place, Directory> names,
      Cache<EpochPlace, DerivedKey> content) {
    this.keys = keys;
    this.imports = imports;
    this.names = names;
    this.content = content;
  }

  /** The directories under keys that stay as they are. */
  static DirectoryKeys of(Keyset keyset) {
    return of(LiveKeyset.of(keyset), KeyImports.NONE);
  }

  /** With keys that may get new epochs, and keys of other vaults for what they open. */
  static DirectoryKeys of(LiveKeyset keys, KeyImports imports) {
    return new DirectoryKeys(
        keys,
        imports,
        Caffeine.newBuilder()
            .maximumWeight(NAMES_MAXIMUM)
            .weigher((Place place, Directory made) -> NAMES_BYTES + 4 * made.stored().length())
            .recordStats()
            .build(),
        Caffeine.newBuilder()
            .maximumWeight(CONTENT_MAXIMUM)
            .weigher((EpochPlace at, DerivedKey key) -> KEY_BYTES + 2 * at.place().path().length())
            .recordStats()
            .build());
  }

  CacheLookups nameLookups() {
    return CacheLookups.of(names);
  }

  CacheLookups contentLookups() {
    return CacheLookups.of(content);
  }

  /** The data keys of objects that were opened with these keys. */
  DataKeyCache dataKeys() {
    return dataKeys;
  }

  Keyset keyset() {
    return keys.current();
  }

  /** What of a bucket other vaults' keys open. */
  BucketImports imports(String bucket) {
    return imports.in(bucket);
  }

  /** A directory with the cipher of its names. */
  Directory names(String bucket, String path) {
    return names(new Place(bucket, path));
  }

  private Directory names(Place place) {
    Directory cached = names.getIfPresent(place);
    if (cached != null) {
      return cached;
    }
    BucketImports foreign = imports.in(place.bucket());
    Optional<DerivedKey> begins = foreign.at(place.path()).flatMap(it -> it.keys().names());
    Directory made = begins.isPresent() ? begin(place, begins.get()) : own(place);
    ForeignNames others = foreign.namesIn(place.path());
    if (!others.isEmpty()) {
      made = new Directory(made.path(), made.stored(), made.names().with(others));
    }
    names.put(place, made);
    return made;
  }

  /** A directory where the keys of another vault begin: only its place is that of the parent. */
  private Directory begin(Place place, DerivedKey key) {
    String stored = "";
    if (!place.path().isEmpty()) {
      Directory parent = names(place.parent());
      stored = parent.stored() + parent.names().encryptDirectory(place.component()) + "/";
    }
    return new Directory(place.path(), stored, NameCipher.of(key));
  }

  private Directory own(Place place) {
    return place.path().isEmpty()
        ? new Directory("", "", NameCipher.of(keyset().bucketNames(place.bucket())))
        : names(place.parent()).child(place.component());
  }

  /** DIRc of a directory in an epoch; empty if the vault has no key of the epoch. */
  Optional<DerivedKey> content(int epoch, String bucket, String path) {
    return content(epoch, new Place(bucket, path));
  }

  private Optional<DerivedKey> content(int epoch, Place place) {
    EpochPlace at = new EpochPlace(epoch, place);
    Optional<DerivedKey> cached = Optional.ofNullable(content.getIfPresent(at));
    if (cached.isPresent()) {
      return cached;
    }
    Optional<ForeignKeys> begins = imports.in(place.bucket()).at(place.path());
    Optional<DerivedKey> made =
        begins.isPresent() ? begins.get().keys().content(epoch) : ownContent(epoch, place);
    made.ifPresent(key -> content.put(at, key));
    return made;
  }

  private Optional<DerivedKey> ownContent(int epoch, Place place) {
    return place.path().isEmpty()
        ? bucketContent(epoch, place.bucket())
        : content(epoch, place.parent())
            .map(key -> key.derive(KeyType.DIRECTORY, place.component().getBytes(UTF_8)));
  }

  /** What another proxy wrote may be of an epoch that this one has not heard of. */
  private Optional<DerivedKey> bucketContent(int epoch, String bucket) {
    return keys.current()
        .bucketContent(epoch, bucket)
        .or(() -> keys.newest().bucketContent(epoch, bucket));
  }
}
