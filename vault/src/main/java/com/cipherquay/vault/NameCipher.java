package com.cipherquay.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.cipherquay.keyset.DerivedKey;
import com.cipherquay.keyset.KeyType;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;

/**
 * Encrypts the names in one directory, component by component (FORMAT.md, "Names"). Immutable and
 * thread-safe.
 */
final class NameCipher {

  private static final byte[] DIRECTORY = {0x02};
  private static final byte[] LEAF = {0x03};
  private static final byte[] NOTHING = {};

  private final DerivedKey directory;
  private final Siv cipher;

  private NameCipher(DerivedKey directory, Siv cipher) {
    this.directory = directory;
    this.cipher = cipher;
  }

  /**
   * The names in a directory.
   *
   * @param directory its key DIRn, or the Bn of a bucket for the top
   */
  static NameCipher of(DerivedKey directory) {
    byte[] key = directory.bytes(KeyType.NAME, NOTHING, DerivedKey.SIV_LENGTH);
    return new NameCipher(directory, Siv.of(key));
  }

  /** The names in a directory of this one. */
  NameCipher child(String component) {
    return of(directory.derive(KeyType.DIRECTORY, component.getBytes(UTF_8)));
  }

  /** The stored form of a directory component, without its {@code /}. */
  String encryptDirectory(String component) {
    return encrypt(component, DIRECTORY);
  }

  /** The stored form of the last component of an object key. */
  String encryptLeaf(String component) {
    return encrypt(component, LEAF);
  }

  /** The component behind the stored form of a directory; empty if this vault did not make it. */
  Optional<String> decryptDirectory(String stored) {
    return decrypt(stored, DIRECTORY);
  }

  /** The component behind the stored form of a leaf; empty if this vault did not make it. */
  Optional<String> decryptLeaf(String stored) {
    return decrypt(stored, LEAF);
  }

  private String encrypt(String component, byte[] kind) {
    return Base64Url.encode(cipher.seal(component.getBytes(UTF_8), kind));
  }

  private Optional<String> decrypt(String stored, byte[] kind) {
    return Base64Url.decode(stored)
        .flatMap(ciphertext -> cipher.open(ciphertext, kind))
        .flatMap(NameCipher::text)
        .filter(component -> component.indexOf('/') < 0);
  }

  private static Optional<String> text(byte[] utf8) {
    try {
      return Optional.of(UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
