package com.cipherquay.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.cipherquay.keyset.DerivedKey;
import com.cipherquay.keyset.ForeignKeys;
import com.cipherquay.keyset.KeyType;
import com.cipherquay.keyset.Keyset;
import com.cipherquay.store.StoredName;
import java.util.Arrays;
import java.util.Optional;

/**
 * The keys and the stored names along the paths of one bucket (FORMAT.md, "Names" and "Content
 * keys"). Cheap to make; thread-safe.
 */
final class PathKeys {

  private static final byte[] NOTHING = {};

  private final DirectoryKeys directories;
  private final String bucket;

  private PathKeys(DirectoryKeys directories, String bucket) {
    this.directories = directories;
    this.bucket = bucket;
  }

  static PathKeys of(DirectoryKeys directories, String bucket) {
    return new PathKeys(directories, bucket);
  }

  String bucket() {
    return bucket;
  }

  private BucketImports imports() {
    return directories.imports(bucket);
  }

  /** The vault's own keys, also where another vault's are used. */
  Keyset keyset() {
    return directories.keyset();
  }

  /** The data keys that were opened with these keys, in all buckets. */
  DataKeyCache dataKeys() {
    return directories.dataKeys();
  }

  /** The keys that are used for an object, if they are another vault's. */
  Optional<ForeignKeys> foreign(ObjectKey key) {
    return imports().covering(key.value());
  }

  /** The id of the vault to which an object is bound. */
  byte[] vaultId(ObjectKey key) {
    return foreign(key).map(ForeignKeys::vaultId).orElseGet(directories.keyset()::vaultId);
  }

  /** The epoch under which an object is written. */
  int currentEpoch(ObjectKey key) {
    return foreign(key)
        .map(given -> given.keys().epochs().last())
        .orElseGet(directories.keyset()::currentEpoch);
  }

  /** The id of the vault that has the bucket as a whole. */
  byte[] bucketVaultId() {
    return imports().at("").map(ForeignKeys::vaultId).orElseGet(directories.keyset()::vaultId);
  }

  /** Bn: the key of what belongs to the bucket as a whole, such as its documents. */
  DerivedKey bucketNames() {
    return imports()
        .at("")
        .flatMap(given -> given.keys().names())
        .orElseGet(() -> directories.keyset().bucketNames(bucket));
  }

  /** Whether there are parts of the bucket that another vault's keys open, but not all of it. */
  boolean isShared() {
    return !imports().isEmpty() && imports().at("").isEmpty();
  }

  /** Whether an object has tags that can be read: their key goes with the whole bucket only. */
  boolean hasTags(ObjectKey key) {
    return Arrays.equals(vaultId(key), bucketVaultId());
  }

  /**
   * The stored name of an object key.
   *
   * @throws VaultException {@code KEY_TOO_LONG} if it would have more than 1024 bytes
   */
  StoredName storedName(ObjectKey key) throws VaultException {
    // By arithmetic first: a key of a thousand slashes must not cost a thousand derivations.
    int length = storedLength(key.value());
    if (length > StoredName.MAX_BYTES) {
      throw new VaultException(
          VaultFault.KEY_TOO_LONG, "the stored name would have " + length + " bytes");
    }
    Directory directory = directory(parent(key.value()));
    return new StoredName(directory.stored() + directory.names().encryptLeaf(leaf(key.value())));
  }

  /** OBJc: the content key of an object in an epoch; empty if there is no key of the epoch. */
  Optional<DerivedKey> objectKey(int epoch, ObjectKey key) {
    Optional<ForeignKeys> given = imports().ofObject(key.value());
    if (given.isPresent()) {
      return given.get().keys().content(epoch);
    }
    byte[] leaf = leaf(key.value()).getBytes(UTF_8);
    return directories
        .content(epoch, bucket, parent(key.value()))
        .map(directory -> directory.derive(KeyType.OBJECT, leaf));
  }

  /** The AES-SIV cipher of this bucket's continuation tokens. */
  Siv listTokens() {
    DerivedKey names = directories.keyset().bucketNames(bucket);
    return Siv.of(names.bytes(KeyType.LIST_TOKEN, NOTHING, DerivedKey.SIV_LENGTH));
  }

  /** The AES-SIV cipher of the tags of this bucket's objects. */
  Siv tags() {
    return Siv.of(bucketNames().bytes(KeyType.TAGS, NOTHING, DerivedKey.SIV_LENGTH));
  }

  /** The AES-SIV cipher of the records of this bucket's objects that end by themselves. */
  Siv expiries() {
    DerivedKey names = directories.keyset().bucketNames(bucket);
    return Siv.of(names.bytes(KeyType.EXPIRY, NOTHING, DerivedKey.SIV_LENGTH));
  }

  /**
   * A directory of the bucket.
   *
   * @param path plaintext, empty or ending in {@code /}
   */
  Directory directory(String path) {
    return directories.names(bucket, path);
  }

  /**
   * Where any string sorts among the stored names if it is taken for an object key. A key that is
   * too long to exist gets the position that the first 1024 bytes of its stored form have: no
   * stored name lies between the two.
   */
  String position(String key) {
    Directory directory = directory("");
    int start = 0;
    for (int end = key.indexOf('/'); end >= 0; end = key.indexOf('/', start)) {
      if (directory.stored().length() >= StoredName.MAX_BYTES) {
        return directory.stored().substring(0, StoredName.MAX_BYTES);
      }
      directory = directory(key.substring(0, end + 1));
      start = end + 1;
    }
    String stored = directory.stored() + directory.names().encryptLeaf(key.substring(start));
    return stored.substring(0, Math.min(stored.length(), StoredName.MAX_BYTES));
  }

  /** As {@link #position}, of the end of all that a directory holds. */
  String positionAfter(String path) {
    return canHoldObjects(path) ? directory(path).stored() + StoredItem.END : position(path);
  }

  /** Whether an object in the directory could have a stored name that is short enough. */
  static boolean canHoldObjects(String path) {
    return storedLength(path) <= StoredName.MAX_BYTES;
  }

  /**
   * How long the stored form of a key is in bytes; for a path ending in {@code /}, that of the
   * shortest key in it.
   */
  static int storedLength(String key) {
    int length = -1;
    for (String component : key.split("/", -1)) {
      length += 1 + (4 * (component.getBytes(UTF_8).length + Siv.OVERHEAD) + 2) / 3;
    }
    return length;
  }

  /** The object key behind a stored name; empty if this vault did not make the name. */
  Optional<ObjectKey> decrypt(String stored) {
    Optional<Directory> directory = decryptDirectory(stored.substring(0, parent(stored).length()));
    return directory.flatMap(found -> decryptLeaf(found, leaf(stored)));
  }

  /** The object key behind a leaf in a directory; empty if this vault did not make it. */
  Optional<ObjectKey> decryptLeaf(Directory directory, String storedLeaf) {
    return directory
        .names()
        .decryptLeaf(storedLeaf)
        .map(leaf -> directory.path() + leaf)
        .filter(key -> !key.isEmpty() && key.getBytes(UTF_8).length <= ObjectKey.MAX_BYTES)
        .map(ObjectKey::new);
  }

  /** The directory behind a stored path that is empty or ends in {@code /}. */
  Optional<Directory> decryptDirectory(String stored) {
    Optional<Directory> directory = Optional.of(directory(""));
    int start = 0;
    for (int end = stored.indexOf('/'); end >= 0; end = stored.indexOf('/', start)) {
      String component = stored.substring(start, end);
      directory = directory.flatMap(parent -> decryptChild(parent, component));
      start = end + 1;
    }
    return directory;
  }

  private Optional<Directory> decryptChild(Directory parent, String storedComponent) {
    return parent
        .names()
        .decryptDirectory(storedComponent)
        .map(component -> directory(parent.path() + component + "/"));
  }

  /** The path of the directory that holds a key or stored name. */
  static String parent(String key) {
    return key.substring(0, key.lastIndexOf('/') + 1);
  }

  /** The last component, which may be empty. */
  static String leaf(String key) {
    return key.substring(key.lastIndexOf('/') + 1);
  }
}
