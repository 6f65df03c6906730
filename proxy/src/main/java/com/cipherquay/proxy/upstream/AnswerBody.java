package com.cipherquay.proxy.upstream;

import com.cipherquay.store.StoreException;
import com.cipherquay.store.StoreFault;
import java.io.IOException;
import java.io.InputStream;

/** The body of an object as it arrives: exactly as long as announced, or an exception. */
final class AnswerBody extends InputStream {

  private final UpstreamAnswer answer;
  private long rest;

  /** Takes over an answer, and closes it. */
  AnswerBody(UpstreamAnswer answer, long length) {
    this.answer = answer;
    this.rest = length;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (rest == 0) {
      return -1;
    }
    int count = receive(buffer, offset, (int) Math.min(rest, length));
    if (count < 0) {
      throw new StoreException(
          StoreFault.UNAVAILABLE, answer.request() + ": the body ends " + rest + " bytes early");
    }
    rest -= count;
    return count;
  }

  private int receive(byte[] buffer, int offset, int length) throws StoreException {
    try {
      return answer.body().read(buffer, offset, length);
    } catch (IOException e) {
      throw new StoreException(
          StoreFault.UNAVAILABLE, answer.request() + ": the body broke off", e);
    }
  }

  @Override
  public void close() throws IOException {
    answer.close();
  }
}
