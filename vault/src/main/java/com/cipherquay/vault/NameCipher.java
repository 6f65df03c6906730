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
  private final ForeignNames foreign;

  private NameCipher(DerivedKey directory, Siv cipher, ForeignNames foreign) {
    this.directory = directory;
    this.cipher = cipher;
    this.foreign = foreign;
  }

  /**
   * The names in a directory.
   *
   * @param directory its key DIRn, or the Bn of a bucket for the top
   */
  static NameCipher of(DerivedKey directory) {
    byte[] key = directory.bytes(KeyType.NAME, NOTHING, DerivedKey.SIV_LENGTH);
    return new NameCipher(directory, Siv.of(key), ForeignNames.NONE);
  }

  /** The same, but for some components that another vault made. */
  NameCipher with(ForeignNames others) {
    return new NameCipher(directory, cipher, others);
  }

  /** The names in a directory of this one. */
  NameCipher child(String component) {
    return of(directory.derive(KeyType.DIRECTORY, component.getBytes(UTF_8)));
  }

  /** The stored form of a directory component, without its {@code /}. */
  String encryptDirectory(String component) {
    return foreign.storedDirectory(component).orElseGet(() -> encrypt(component, DIRECTORY));
  }

  /** The stored form of the last component of an object key. */
  String encryptLeaf(String component) {
    return foreign.storedLeaf(component).orElseGet(() -> encrypt(component, LEAF));
  }

  /** The component behind the stored form of a directory; empty if this vault did not make it. */
  Optional<String> decryptDirectory(String stored) {
    // A name of our own that another vault's has taken the place of is no name any more.
    return foreign
        .directory(stored)
        .or(() -> decrypt(stored, DIRECTORY).filter(own -> foreign.storedDirectory(own).isEmpty()));
  }

  /** The component behind the stored form of a leaf; empty if this vault did not make it. */
  Optional<String> decryptLeaf(String stored) {
    return foreign
        .leaf(stored)
        .or(() -> decrypt(stored, LEAF).filter(own -> foreign.storedLeaf(own).isEmpty()));
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
