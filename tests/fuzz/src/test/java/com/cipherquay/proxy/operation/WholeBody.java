package com.cipherquay.proxy.operation;

import com.cipherquay.proxy.access.RequestBody;
import com.cipherquay.proxy.s3.S3Exception;
import com.cipherquay.vault.ChecksumAlgorithm;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;

/** A body that has been received and verified. */
final class WholeBody implements RequestBody {

  private final byte[] bytes;

  WholeBody(byte[] bytes) {
    this.bytes = bytes;
  }

  @Override
  public InputStream stream() {
    return new ByteArrayInputStream(bytes);
  }

  @Override
  public long length() {
    return bytes.length;
  }

  @Override
  public boolean lengthDeclared() {
    return true;
  }

  @Override
  public Optional<S3Exception> fault() {
    return Optional.empty();
  }

  @Override
  public Map<ChecksumAlgorithm, String> checksums() {
    return Map.of();
  }
}
