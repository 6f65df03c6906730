package com.cipherquay.grant;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.cipherquay.keyset.DerivedKey;
import com.cipherquay.keyset.KeyType;
import com.cipherquay.keyset.Keyset;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * A grant and its secret: an S3 credential. The secret is the end of a chain that begins at the
 * grant root of the vault and has a step for every link; so whoever has it can add a link, and
 * nobody can take one away. Immutable and thread-safe.
 *
 * @param grant what it allows; its token is the session token
 * @param secretAccessKey 43 characters of {@code A-Za-z0-9_-}
 */
public record GrantCredential(Grant grant, String secretAccessKey) {

  private static final int NONCE = 16;

  /**
   * A new grant of a vault.
   *
   * @param first what it allows
   * @throws GrantException if the link does not say what may be done where
   */
  public static GrantCredential issue(Keyset vault, GrantLink first) throws GrantException {
    byte[] nonce = new byte[NONCE];
    new SecureRandom().nextBytes(nonce);
    return of(vault, Grant.of(nonce, first));
  }

  /** The credential of a grant, if this vault made it; of any other, one that nobody has. */
  public static GrantCredential of(Keyset vault, Grant grant) {
    DerivedKey key = vault.grant(KeyType.GRANT, grant.nonce());
    byte[] tail = {};
    for (byte[] link : grant.encodedLinks()) {
      tail = key.bytes(KeyType.GRANT_LINK, link, DerivedKey.LENGTH);
      key = DerivedKey.of(tail);
    }
    return new GrantCredential(grant, encode(tail));
  }

  /**
   * The credential that someone has. Whether its secret is right only the vault can tell, by {@link
   * #isOf}.
   *
   * @throws GrantException if the three do not belong together
   */
  public static GrantCredential parse(
      String accessKeyId, String secretAccessKey, String sessionToken) throws GrantException {
    Grant grant = Grant.parse(sessionToken);
    if (!grant.accessKeyId().equals(accessKeyId)) {
      throw new GrantException("the access key id is not the one of the session token");
    }
    byte[] unused = decode(secretAccessKey);
    return new GrantCredential(grant, secretAccessKey);
  }

  /** Whether the vault made it. */
  public boolean isOf(Keyset vault) {
    return MessageDigest.isEqual(
        of(vault, grant).secretAccessKey.getBytes(UTF_8), secretAccessKey.getBytes(UTF_8));
  }

  /**
   * A credential that allows less. Needs neither the vault nor a network.
   *
   * @throws GrantException if the link restricts nothing, leaves nothing, or is one too many
   */
  public GrantCredential restrict(GrantLink link) throws GrantException {
    Grant narrowed = grant.with(link);
    byte[] last = narrowed.encodedLinks().get(narrowed.encodedLinks().size() - 1);
    DerivedKey key = DerivedKey.of(decode(secretAccessKey));
    return new GrantCredential(
        narrowed, encode(key.bytes(KeyType.GRANT_LINK, last, DerivedKey.LENGTH)));
  }

  private static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static byte[] decode(String secret) throws GrantException {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(secret);
      if (bytes.length == DerivedKey.LENGTH && encode(bytes).equals(secret)) {
        return bytes;
      }
    } catch (IllegalArgumentException e) {
      throw new GrantException("the secret access key is not one of a grant", e);
    }
    throw new GrantException("the secret access key is not one of a grant");
  }

  /** Without the secret, so that it can not slip into a log. */
  @Override
  public String toString() {
    return "GrantCredential[" + grant.id() + "]";
  }
}
