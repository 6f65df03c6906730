package com.cipherquay.grant;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.cipherquay.keyset.Argon2;
import com.cipherquay.keyset.Keyset;
import com.google.crypto.tink.subtle.AesGcmJce;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;

/**
 * A key grant as it travels: sealed to another vault or to a passphrase, and signed by the vault
 * that made it (FORMAT.md, "Key grants"). A stolen file shows who signed it and to whom it is
 * sealed, and nothing else. Immutable.
 */
public final class KeyGrantFile {

  /** How long a file can be in bytes. */
  public static final int MOST_BYTES = 1 << 20;

  private static final byte[] MAGIC = "CQKG".getBytes(US_ASCII);
  private static final byte VERSION = 1;
  private static final byte TO_RECIPIENT = 1;
  private static final byte WITH_PASSPHRASE = 2;
  private static final int FIXED = MAGIC.length + 2 + PublicId.LENGTH;
  private static final int PARAMETERS = Integer.BYTES + 2;
  private static final byte[] LABEL = "cipherquay/1 key grant".getBytes(US_ASCII);

  private final byte[] header;
  private final byte[] sealed;
  private final PublicId signer;
  private final Optional<PublicId> recipient;
  private final Optional<Argon2> argon2;

  private KeyGrantFile(
      byte[] header,
      byte[] sealed,
      PublicId signer,
      Optional<PublicId> recipient,
      Optional<Argon2> argon2) {
    this.header = header;
    this.sealed = sealed;
    this.signer = signer;
    this.recipient = recipient;
    this.argon2 = argon2;
  }

  /**
   * The file of a key grant for another vault.
   *
   * @throws GrantException if the recipient's public key is none, or the file would be too long
   */
  public static byte[] seal(KeyGrant grant, Keyset vault, PublicId recipient)
      throws GrantException {
    byte[] header = header(vault, TO_RECIPIENT, recipient.bytes());
    try {
      byte[] context = context(header);
      byte[] sealed = VaultRecipient.seal(recipient, KeyGrantCodec.encode(grant), context);
      return signed(vault, header, sealed);
    } catch (GeneralSecurityException e) {
      throw new GrantException(recipient + " can not be sealed to", e);
    }
  }

  /**
   * The file of a key grant for who knows a passphrase.
   *
   * @param passphrase in UTF-8
   * @throws IOException if the file would be too long, or there is too little memory
   */
  public static byte[] seal(KeyGrant grant, Keyset vault, byte[] passphrase) throws IOException {
    byte[] salt = new byte[Argon2.SALT_LENGTH];
    new SecureRandom().nextBytes(salt);
    byte[] parameters =
        ByteBuffer.allocate(PARAMETERS + salt.length)
            .putInt(Argon2.DEFAULT.memory())
            .put((byte) Argon2.DEFAULT.passes())
            .put((byte) Argon2.DEFAULT.lanes())
            .put(salt)
            .array();
    byte[] header = header(vault, WITH_PASSPHRASE, parameters);
    try {
      AesGcmJce cipher = new AesGcmJce(Argon2.DEFAULT.derive(passphrase, salt));
      byte[] sealed = cipher.encrypt(KeyGrantCodec.encode(grant), context(header));
      return signed(vault, header, sealed);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM failed to encrypt", e);
    }
  }

  private static byte[] header(Keyset vault, byte kind, byte[] parameters) {
    return ByteBuffer.allocate(FIXED + parameters.length)
        .put(MAGIC)
        .put(VERSION)
        .put(kind)
        .put(VaultSigner.id(vault).bytes())
        .put(parameters)
        .array();
  }

  private static byte[] context(byte[] header) {
    return ByteBuffer.allocate(LABEL.length + header.length).put(LABEL).put(header).array();
  }

  private static byte[] signed(Keyset vault, byte[] header, byte[] sealed) throws GrantException {
    int length = header.length + sealed.length;
    if (length + VaultSigner.LENGTH > MOST_BYTES) {
      throw new GrantException("too many scopes and epochs for one key grant");
    }
    byte[] content = ByteBuffer.allocate(length).put(header).put(sealed).array();
    byte[] signature = VaultSigner.sign(vault, content);
    return ByteBuffer.allocate(length + signature.length).put(content).put(signature).array();
  }

  /**
   * Reads a file, and verifies that whom it names as its signer signed all of it.
   *
   * @throws GrantException if it is no key grant, was changed, or has something that is not known
   *     here
   */
  public static KeyGrantFile parse(byte[] file) throws GrantException {
    int end = file.length - VaultSigner.LENGTH;
    if (file.length > MOST_BYTES || end < FIXED) {
      throw malformed();
    }
    ByteBuffer in = ByteBuffer.wrap(file, 0, end);
    byte[] magic = take(in, MAGIC.length);
    if (!Arrays.equals(magic, MAGIC) || in.get() != VERSION) {
      throw new GrantException("not a key grant of version " + VERSION);
    }
    byte kind = in.get();
    PublicId signer = new PublicId(PublicId.Kind.SIGNER, take(in, PublicId.LENGTH));
    byte[] content = Arrays.copyOf(file, end);
    if (!VaultSigner.verifies(signer, content, Arrays.copyOfRange(file, end, file.length))) {
      throw new GrantException("the key grant was changed after it was signed");
    }
    return sealedBy(kind, signer, content);
  }

  private static KeyGrantFile sealedBy(byte kind, PublicId signer, byte[] content)
      throws GrantException {
    ByteBuffer in = ByteBuffer.wrap(content);
    in.position(FIXED);
    try {
      Optional<PublicId> recipient = Optional.empty();
      Optional<Argon2> argon2 = Optional.empty();
      switch (kind) {
        case TO_RECIPIENT ->
            recipient =
                Optional.of(new PublicId(PublicId.Kind.RECIPIENT, take(in, PublicId.LENGTH)));
        case WITH_PASSPHRASE -> {
          argon2 = Optional.of(new Argon2(in.getInt(), in.get() & 0xff, in.get() & 0xff));
          byte[] unused = take(in, Argon2.SALT_LENGTH);
        }
        default -> throw new GrantException("a key grant sealed in a way that is not known here");
      }
      byte[] header = Arrays.copyOf(content, in.position());
      byte[] sealed = take(in, in.remaining());
      return new KeyGrantFile(header, sealed, signer, recipient, argon2);
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      throw new GrantException("not a key grant", e);
    }
  }

  private static byte[] take(ByteBuffer in, int length) {
    byte[] bytes = new byte[length];
    in.get(bytes);
    return bytes;
  }

  /** Who signed it. Who that is only the reader can know. */
  public PublicId signer() {
    return signer;
  }

  /** To which vault it is sealed; empty if to a passphrase. */
  public Optional<PublicId> recipient() {
    return recipient;
  }

  /**
   * Opens it as the vault to which it is sealed.
   *
   * @throws GrantException if it is sealed to another, or to a passphrase
   */
  public KeyGrant open(Keyset vault) throws GrantException {
    PublicId own = VaultRecipient.id(vault);
    if (recipient.isEmpty()) {
      throw new GrantException("the key grant is sealed to a passphrase");
    }
    if (!own.equals(recipient.get())) {
      throw new GrantException("the key grant is for " + recipient.get() + ", this is " + own);
    }
    try {
      return KeyGrantCodec.decode(VaultRecipient.open(vault, sealed, context(header)));
    } catch (GeneralSecurityException e) {
      throw new GrantException("the key grant does not open", e);
    }
  }

  /**
   * Opens it with its passphrase.
   *
   * @param passphrase in UTF-8
   * @throws GrantException if it is another, or the grant is sealed to a vault
   * @throws IOException also if there is too little memory
   */
  public KeyGrant open(byte[] passphrase) throws IOException {
    if (argon2.isEmpty()) {
      throw new GrantException("the key grant is sealed to a vault, not to a passphrase");
    }
    byte[] salt = Arrays.copyOfRange(header, header.length - Argon2.SALT_LENGTH, header.length);
    try {
      AesGcmJce cipher = new AesGcmJce(argon2.get().derive(passphrase, salt));
      return KeyGrantCodec.decode(cipher.decrypt(sealed, context(header)));
    } catch (GeneralSecurityException e) {
      throw new GrantException("the passphrase is not that of the key grant", e);
    }
  }

  private static GrantException malformed() {
    return new GrantException("not a key grant");
  }
}
