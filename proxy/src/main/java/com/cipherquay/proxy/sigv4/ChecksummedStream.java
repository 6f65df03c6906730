package com.cipherquay.proxy.sigv4;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;

/** A body whose checksum is computed while it is pulled. One thread at a time. */
public final class ChecksummedStream extends FilterInputStream {

  private final RunningDigest digest;
  private String value = "";

  private ChecksummedStream(InputStream body, RunningDigest digest) {
    super(body);
    this.digest = digest;
  }

  public static ChecksummedStream of(InputStream body, BodyChecksum checksum) {
    return new ChecksummedStream(body, checksum.start());
  }

  /**
   * The checksum of the whole body in base64.
   *
   * @throws IllegalStateException before end of stream
   */
  public String checksum() {
    if (value.isEmpty()) {
      throw new IllegalStateException("the body is not at its end yet");
    }
    return value;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int count = super.read(buffer, offset, length);
    if (count > 0) {
      digest.update(buffer, offset, count);
    } else if (count < 0 && value.isEmpty()) {
      value = Base64.getEncoder().encodeToString(digest.value());
    }
    return count;
  }

  /** Reads: what is skipped belongs to the checksum too. */
  @Override
  public long skip(long count) throws IOException {
    return count <= 0 ? 0 : readNBytes((int) Math.min(count, 1 << 13)).length;
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
