package com.cipherquay.keyset;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The keys of one part of a bucket, taken out of a vault to be given away: of a directory the key
 * of its names and those of its content by epoch, of an object those of its content (FORMAT.md,
 * "Key grants"). They open what lies below, and lead nowhere else. Immutable and thread-safe.
 */
public final class ScopeKeys {

  /** How many epochs there can be. */
  public static final int MAX_EPOCHS = 1024;

  private final Optional<byte[]> names;
  private final NavigableMap<Integer, byte[]> content;

  private ScopeKeys(Optional<byte[]> names, NavigableMap<Integer, byte[]> content) {
    this.names = names;
    this.content = content;
  }

  /**
   * Takes the keys of a directory out of a vault.
   *
   * @param path plaintext, ending in {@code /}; empty for the whole bucket
   * @param epochs at least one
   * @throws IllegalArgumentException if the vault has no key of one of the epochs
   */
  public static ScopeKeys ofDirectory(
      Keyset vault, String bucket, String path, Set<Integer> epochs) {
    byte[] names = directory(vault.names(), 1, bucket, path);
    Function<Integer, byte[]> content = epoch -> directory(vault.content(), epoch, bucket, path);
    return new ScopeKeys(Optional.of(names), content(vault, epochs, content));
  }

  /** Takes the keys of one object out of a vault, as {@link #ofDirectory}. */
  public static ScopeKeys ofObject(Keyset vault, String bucket, String key, Set<Integer> epochs) {
    int leaf = key.lastIndexOf('/') + 1;
    Function<Integer, byte[]> content =
        epoch -> {
          byte[] parent = directory(vault.content(), epoch, bucket, key.substring(0, leaf));
          return next(parent, KeyType.OBJECT, key.substring(leaf));
        };
    return new ScopeKeys(Optional.empty(), content(vault, epochs, content));
  }

  private static NavigableMap<Integer, byte[]> content(
      Keyset vault, Set<Integer> epochs, Function<Integer, byte[]> key) {
    if (epochs.isEmpty() || epochs.size() > MAX_EPOCHS) {
      throw new IllegalArgumentException("1 to " + MAX_EPOCHS + " epochs can be given away");
    }
    NavigableMap<Integer, byte[]> keys = new TreeMap<>();
    for (int epoch : epochs) {
      if (!vault.content().has(epoch)) {
        throw new IllegalArgumentException("the vault has no epoch " + epoch);
      }
      keys.put(epoch, key.apply(epoch));
    }
    return keys;
  }

  /** Walks from a root down to a directory. */
  private static byte[] directory(RootKeys roots, int epoch, String bucket, String path) {
    byte[] key = roots.bytes(epoch, KeyType.BUCKET, bucket.getBytes(UTF_8));
    int start = 0;
    for (int end = path.indexOf('/'); end >= 0; end = path.indexOf('/', start)) {
      key = next(key, KeyType.DIRECTORY, path.substring(start, end));
      start = end + 1;
    }
    if (start < path.length()) {
      throw new IllegalArgumentException("a directory ends in a slash");
    }
    return key;
  }

  private static byte[] next(byte[] key, KeyType type, String component) {
    return DerivedKey.of(key).bytes(type, component.getBytes(UTF_8), DerivedKey.LENGTH);
  }

  /**
   * Reads what {@link #encode} wrote.
   *
   * @param directory whether there is a key of names
   * @throws GeneralSecurityException if it is not the one encoding of keys, or one is weak
   */
  public static ScopeKeys read(ByteBuffer in, boolean directory) throws GeneralSecurityException {
    try {
      Optional<byte[]> names = directory ? Optional.of(key(in)) : Optional.empty();
      int count = in.getShort() & 0xffff;
      if (count < 1 || count > MAX_EPOCHS) {
        throw new GeneralSecurityException("no number of epochs");
      }
      NavigableMap<Integer, byte[]> content = new TreeMap<>();
      for (int i = 0; i < count; i++) {
        int epoch = in.getInt();
        if (epoch < 1 || (i > 0 && epoch <= content.lastKey())) {
          throw new GeneralSecurityException("epochs out of order");
        }
        content.put(epoch, key(in));
      }
      return new ScopeKeys(names, content);
    } catch (BufferUnderflowException e) {
      throw new GeneralSecurityException("keys that are cut off", e);
    }
  }

  private static byte[] key(ByteBuffer in) throws GeneralSecurityException {
    byte[] key = new byte[DerivedKey.LENGTH];
    in.get(key);
    SelfTest.refuseWeak(key);
    return key;
  }

  /**
   * The bytes: the key of the names if there is one, how many epochs (u16), and for each its number
   * (u32) and key. To be sealed at once: whoever has them has the keys.
   */
  public byte[] encode() {
    int length = names.isPresent() ? DerivedKey.LENGTH : 0;
    int each = Integer.BYTES + DerivedKey.LENGTH;
    ByteBuffer out = ByteBuffer.allocate(length + Short.BYTES + content.size() * each);
    names.ifPresent(out::put);
    out.putShort((short) content.size());
    content.forEach((epoch, key) -> out.putInt(epoch).put(key));
    return out.array();
  }

  /** DIRn of the directory; empty for an object. */
  public Optional<DerivedKey> names() {
    return names.map(DerivedKey::of);
  }

  /** DIRc of the directory, or OBJc of the object, in an epoch; empty if it was not given. */
  public Optional<DerivedKey> content(int epoch) {
    return Optional.ofNullable(content.get(epoch)).map(DerivedKey::of);
  }

  /** The epochs that were given, from 1. */
  public NavigableSet<Integer> epochs() {
    return Collections.unmodifiableNavigableSet(content.navigableKeySet());
  }

  /** Without the keys, so that they can not slip into a log. */
  @Override
  public String toString() {
    return "ScopeKeys" + content.keySet();
  }
}
