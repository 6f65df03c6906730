package com.cipherquay.proxy.sigv4;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A decoded body that verifies itself while it is pulled. Only what the client claimed is computed.
 *
 * <p>Bytes are handed out before the signature or the hash over them has been seen whole: buffering
 * them would cost memory that a client chooses. In exchange, end of stream is never reported before
 * every claim (length, hash, chunk signatures, final chunk, trailer, digest, checksum) has been
 * verified, so a consumer that commits at end of stream commits only what was signed. The first
 * fault stays: every later read throws it again. One thread at a time.
 */
public final class VerifiedBody extends InputStream {

  private final DecodedSource decoded;
  private final BodyClaims claims;
  private final List<BodyCheck> checks;
  private final Optional<RunningDigest> trailingChecksum;
  private Optional<BodyException> fault = Optional.empty();
  private Optional<String> checksumValue;
  private boolean ended;

  private VerifiedBody(DecodedSource decoded, BodyClaims claims, List<BodyCheck> checks) {
    this.decoded = decoded;
    this.claims = claims;
    this.checks = List.copyOf(checks);
    this.checksumValue = claims.checksumValue();
    this.trailingChecksum =
        claims.checksum().filter(c -> claims.checksumValue().isEmpty()).map(BodyChecksum::start);
  }

  static VerifiedBody open(
      InputStream source,
      PayloadMode mode,
      BodyClaims claims,
      String payloadHash,
      ChunkSigner chunkSigner) {
    DecodedSource decoded =
        mode.isChunked()
            ? new AwsChunkedSource(source, mode, claims, chunkSigner)
            : new PlainSource(source, claims.length());
    return new VerifiedBody(decoded, claims, checks(mode, claims, payloadHash));
  }

  /**
   * The file of a form, which is a body whose length nobody knows before its end.
   *
   * @param source ends where the file ends
   * @param fields those of the form, which claim what the headers of a request claim
   * @throws SignatureException if what they claim is malformed or contradictory
   */
  public static VerifiedBody ofForm(InputStream source, List<Map.Entry<String, String>> fields) {
    BodyClaims claims = BodyClaims.ofForm(new RequestFields(fields));
    DecodedSource decoded = new EndlessSource(source);
    return new VerifiedBody(decoded, claims, checks(PayloadMode.UNSIGNED, claims, ""));
  }

  private static List<BodyCheck> checks(PayloadMode mode, BodyClaims claims, String payloadHash) {
    List<BodyCheck> checks = new ArrayList<>();
    if (mode == PayloadMode.SIGNED) {
      checks.add(BodyCheck.payloadHash(payloadHash));
    }
    claims.md5().ifPresent(md5 -> checks.add(BodyCheck.md5(md5)));
    if (claims.checksum().isPresent() && claims.checksumValue().isPresent()) {
      BodyCheck check = BodyCheck.checksum(claims.checksum().get(), claims.checksumBytes());
      // SHA-256 is the slowest part of an upload; the same claim twice is verified once.
      if (checks.stream().noneMatch(check::claimsTheSame)) {
        checks.add(check);
      }
    }
    return checks;
  }

  /** The decoded length in bytes; 0 if it was not declared. */
  public long length() {
    return claims.length();
  }

  /** Whether the request said how long its body is, rather than having none. */
  public boolean lengthDeclared() {
    return claims.lengthDeclared();
  }

  /** What was wrong so far. */
  public Optional<BodyException> fault() {
    return fault;
  }

  /**
   * The verified checksum in base64, if the client sent one.
   *
   * @throws IllegalStateException before end of stream
   */
  public Optional<Map.Entry<BodyChecksum, String>> checksum() {
    if (!ended) {
      throw new IllegalStateException("the body is not verified yet");
    }
    return claims.checksum().flatMap(kind -> checksumValue.map(value -> Map.entry(kind, value)));
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, buffer.length);
    if (fault.isPresent()) {
      throw fault.get();
    }
    if (ended || length == 0) {
      return ended ? -1 : 0;
    }
    try {
      int count = decoded.read(buffer, offset, length);
      if (count < 0) {
        verifyAll();
        ended = true;
        return -1;
      }
      update(buffer, offset, count);
      return count;
    } catch (BodyException e) {
      throw remember(e);
    } catch (SignatureException e) {
      throw remember(new BodyException(e.fault(), e.reason(), e));
    } catch (IOException e) {
      throw remember(BodyException.interrupted(e));
    }
  }

  /** Does nothing: the request belongs to whoever received it. */
  @Override
  public void close() {}

  private BodyException remember(BodyException e) {
    fault = Optional.of(e);
    return e;
  }

  private void update(byte[] buffer, int offset, int count) {
    for (BodyCheck check : checks) {
      check.update(buffer, offset, count);
    }
    trailingChecksum.ifPresent(running -> running.update(buffer, offset, count));
  }

  private void verifyAll() throws BodyException {
    for (BodyCheck check : checks) {
      check.verify();
    }
    if (trailingChecksum.isPresent()) {
      BodyChecksum kind = claims.checksum().orElseThrow();
      String presented = decoded.trailer();
      byte[] computed = trailingChecksum.get().value();
      if (!MessageDigest.isEqual(BodyClaims.decode(kind, presented), computed)) {
        throw new BodyException(
            SignatureFault.BAD_DIGEST,
            "The " + kind.name() + " you specified did not match the calculated checksum.");
      }
      checksumValue = Optional.of(presented);
    }
  }
}
