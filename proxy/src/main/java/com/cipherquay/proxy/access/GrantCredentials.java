package com.cipherquay.proxy.access;

import com.cipherquay.grant.Grant;
import com.cipherquay.grant.GrantCredential;
import com.cipherquay.grant.GrantException;
import com.cipherquay.proxy.s3.S3ErrorCode;
import com.cipherquay.proxy.s3.S3Exception;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The credentials of access grants, beside that of the owner. A grant is in its session token, and
 * its secret is computed from it: so there is nothing to look up, but the tokens of those grants
 * that are registered to be used without. Thread-safe.
 */
final class GrantCredentials implements CredentialSource {

  private static final long MOST_BYTES = 16 << 20;

  /**
   * What a character of a token becomes, at most: the shortest scope has eight, and is an object.
   */
  private static final int BYTES_OF_CHARACTER = 64;

  private final CredentialSource owner;
  private final Function<Grant, GrantCredential> grants;
  private final Function<String, Optional<Grant>> registered;
  private final Predicate<Grant> revoked;
  private final Clock clock;
  // Tokens of strangers come in here too, and are pushed out by those that are used.
  private final Cache<String, Known> byToken =
      Caffeine.newBuilder()
          .maximumWeight(MOST_BYTES)
          .weigher((String token, Known known) -> 1000 + BYTES_OF_CHARACTER * token.length())
          .build();

  GrantCredentials(
      CredentialSource owner,
      Function<Grant, GrantCredential> grants,
      Function<String, Optional<Grant>> registered,
      Predicate<Grant> revoked,
      Clock clock) {
    this.owner = owner;
    this.grants = grants;
    this.registered = registered;
    this.revoked = revoked;
    this.clock = clock;
  }

  @Override
  public Optional<Known> find(String accessKeyId, Optional<String> sessionToken) {
    if (sessionToken.isEmpty()) {
      return owner
          .find(accessKeyId, sessionToken)
          .or(
              () ->
                  registered.apply(accessKeyId).map(grant -> ofToken(accessKeyId, grant.token())));
    }
    return Optional.of(ofToken(accessKeyId, sessionToken.get()));
  }

  private Known ofToken(String accessKeyId, String sessionToken) {
    Known known = byToken.get(sessionToken, token -> known(accessKeyId, token));
    if (!known.identity().accessKeyId().equals(accessKeyId)) {
      throw new S3Exception(S3ErrorCode.INVALID_TOKEN);
    }
    return known;
  }

  /** What a token is; it is remembered only beside the access key id that belongs to it. */
  private Known known(String accessKeyId, String token) {
    try {
      Grant grant = Grant.parse(token);
      if (!grant.accessKeyId().equals(accessKeyId)) {
        throw new S3Exception(S3ErrorCode.INVALID_TOKEN);
      }
      return new Known(grants.apply(grant).secretAccessKey(), new Identity.Grantee(grant));
    } catch (GrantException notAGrant) {
      throw new S3Exception(S3ErrorCode.INVALID_TOKEN);
    }
  }

  @Override
  public Identity identity(String accessKeyId, Optional<String> sessionToken) {
    Identity identity = CredentialSource.super.identity(accessKeyId, sessionToken);
    if (identity instanceof Identity.Grantee grantee) {
      Grant grant = grantee.grant();
      if (grant.notAfter().filter(end -> !clock.instant().isBefore(end)).isPresent()) {
        throw new S3Exception(S3ErrorCode.EXPIRED_TOKEN);
      }
      if (revoked.test(grant)) {
        throw new S3Exception(S3ErrorCode.ACCESS_DENIED, "The access grant was revoked");
      }
    }
    return identity;
  }
}
