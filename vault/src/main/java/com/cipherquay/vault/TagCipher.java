package com.cipherquay.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.cipherquay.store.StoredDescription;
import com.cipherquay.store.StoredMetadata;
import com.cipherquay.store.StoredTags;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Encrypts the tags of one bucket (FORMAT.md, "Tags"): equal tags of a bucket are equal in the
 * store, so that a rule about tags can be given to it. Immutable and thread-safe.
 */
final class TagCipher {

  private static final byte[] KEY = {0x01};
  private static final byte VALUE = 0x02;

  private final Optional<Siv> cipher;

  private TagCipher(Optional<Siv> cipher) {
    this.cipher = cipher;
  }

  /** The tags of the bucket, for what is said of all its objects. */
  static TagCipher of(PathKeys keys) {
    return new TagCipher(Optional.of(keys.tags()));
  }

  /** The tags of an object: none if their key was not given away with the object's. */
  static TagCipher of(ObjectPath path) {
    return new TagCipher(
        path.keys().hasTags(path.key()) ? Optional.of(path.keys().tags()) : Optional.empty());
  }

  /** Whether there can be tags. */
  boolean isAble() {
    return cipher.isPresent();
  }

  /**
   * What an object gets beside its body.
   *
   * @param metadata that of the description, sealed
   * @throws VaultException {@code TAG_TOO_LONG}, {@code TAGS_FOREIGN}
   */
  static StoredDescription describe(
      ObjectPath path, StoredMetadata metadata, ObjectDescription description)
      throws VaultException {
    StoredDescription plain =
        StoredDescription.of(metadata).in(description.storageClass()).with(description.lock());
    ObjectTags tags = description.tags();
    return tags.isEmpty() ? plain : plain.with(of(path).seal(tags));
  }

  /**
   * The stored form of tags.
   *
   * @throws VaultException {@code TAG_TOO_LONG}, {@code TAGS_FOREIGN}
   */
  StoredTags seal(ObjectTags tags) throws VaultException {
    Map<String, String> stored = new HashMap<>();
    if (tags.isEmpty()) {
      return new StoredTags(stored);
    }
    Siv siv =
        cipher.orElseThrow(
            () -> new VaultException(VaultFault.TAGS_FOREIGN, "the key of tags is not here"));
    for (Map.Entry<String, String> tag : tags.byKey().entrySet()) {
      byte[] key = bytes(tag.getKey(), ObjectTags.LONGEST_KEY);
      byte[] value = bytes(tag.getValue(), ObjectTags.LONGEST_VALUE);
      stored.put(seal(siv, key, KEY), seal(siv, value, valueOf(key)));
    }
    return new StoredTags(stored);
  }

  private static byte[] bytes(String text, int longest) throws VaultException {
    byte[] bytes = text.getBytes(UTF_8);
    if (bytes.length > longest) {
      throw new VaultException(VaultFault.TAG_TOO_LONG, bytes.length + " bytes in a tag");
    }
    return bytes;
  }

  private static String seal(Siv cipher, byte[] text, byte[] context) {
    return Base64Url.encode(cipher.seal(text, context));
  }

  /** Binds a value to its key, so that the values of two tags can not be exchanged. */
  private static byte[] valueOf(byte[] key) {
    return ByteBuffer.allocate(1 + key.length).put(VALUE).put(key).array();
  }

  /** The tags behind their stored form; those that this vault did not make are left out. */
  ObjectTags open(StoredTags stored) {
    SortedMap<String, String> tags = new TreeMap<>();
    for (Map.Entry<String, String> tag : stored.byKey().entrySet()) {
      open(tag.getKey(), KEY)
          .ifPresent(
              key ->
                  open(tag.getValue(), valueOf(key))
                      .ifPresent(
                          value -> tags.put(new String(key, UTF_8), new String(value, UTF_8))));
    }
    return new ObjectTags(tags);
  }

  private Optional<byte[]> open(String text, byte[] context) {
    return cipher.flatMap(siv -> Base64Url.decode(text).flatMap(bytes -> siv.open(bytes, context)));
  }
}
