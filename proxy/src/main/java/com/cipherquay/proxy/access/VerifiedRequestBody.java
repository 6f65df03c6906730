package com.cipherquay.proxy.access;

import com.cipherquay.proxy.s3.S3Exception;
import com.cipherquay.proxy.sigv4.VerifiedBody;
import com.cipherquay.vault.ChecksumAlgorithm;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;

/** The body of an authenticated request, in the words of S3 and of the vault. */
final class VerifiedRequestBody implements RequestBody {

  private final VerifiedBody body;

  VerifiedRequestBody(VerifiedBody body) {
    this.body = body;
  }

  @Override
  public InputStream stream() {
    return body;
  }

  @Override
  public long length() {
    return body.length();
  }

  @Override
  public boolean lengthDeclared() {
    return body.lengthDeclared();
  }

  @Override
  public Optional<S3Exception> fault() {
    return body.fault().map(FaultAnswers::of);
  }

  @Override
  public Map<ChecksumAlgorithm, String> checksums() {
    return body.checksum()
        .map(c -> Map.of(ChecksumAlgorithm.valueOf(c.getKey().name()), c.getValue()))
        .orElse(Map.of());
  }
}
