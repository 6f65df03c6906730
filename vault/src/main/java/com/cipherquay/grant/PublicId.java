package com.cipherquay.grant;

import com.cipherquay.keyset.Keyset;
import java.util.Arrays;
import java.util.Base64;

/**
 * The public half of a key pair of a vault, as people pass it on: {@code signer-} or {@code
 * recipient-} and 43 characters. Not a secret; but whoever exchanges one for another on the way
 * takes the place of the vault. Immutable.
 */
public final class PublicId {

  /** The length of the key in bytes. */
  static final int LENGTH = 32;

  /** What the key is for. */
  public enum Kind {
    /** Ed25519: tells who made a key grant. */
    SIGNER("signer-"),
    /** X25519: a key grant can be sealed to it. */
    RECIPIENT("recipient-");

    private final String prefix;

    Kind(String prefix) {
      this.prefix = prefix;
    }
  }

  private final Kind kind;
  private final byte[] key;

  PublicId(Kind kind, byte[] key) {
    if (key.length != LENGTH) {
      throw new IllegalArgumentException("a public key has 32 bytes, not " + key.length);
    }
    this.kind = kind;
    this.key = key.clone();
  }

  /** Tells who signed the key grants of a vault. */
  public static PublicId signerOf(Keyset vault) {
    return VaultSigner.id(vault);
  }

  /** To this key grants for a vault are sealed. */
  public static PublicId recipientOf(Keyset vault) {
    return VaultRecipient.id(vault);
  }

  /**
   * Reads what {@link #toString} wrote.
   *
   * @throws GrantException if it is none of this kind
   */
  public static PublicId parse(Kind kind, String text) throws GrantException {
    if (text.startsWith(kind.prefix)) {
      try {
        byte[] key = Base64.getUrlDecoder().decode(text.substring(kind.prefix.length()));
        if (key.length == LENGTH && new PublicId(kind, key).toString().equals(text)) {
          return new PublicId(kind, key);
        }
      } catch (IllegalArgumentException e) {
        throw new GrantException(expected(kind, text), e);
      }
    }
    throw new GrantException(expected(kind, text));
  }

  private static String expected(Kind kind, String text) {
    return "expected " + kind.prefix + " and 43 characters, not " + text;
  }

  byte[] bytes() {
    return key.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PublicId id && id.kind == kind && Arrays.equals(id.key, key);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(key);
  }

  @Override
  public String toString() {
    return kind.prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(key);
  }
}
