package com.cipherquay.proxy.sigv4;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class Crc64NvmeTest {

  @Test
  void hasTheCheckValueOfTheCatalogue() {
    byte[] digits = "123456789".getBytes(StandardCharsets.US_ASCII);
    assertEquals(0xAE8B14860A799888L, crc(digits, 0, digits.length));
  }

  @Test
  void isZeroOfNothing() {
    assertEquals(0, crc(new byte[0], 0, 0));
  }

  @Property(tries = 500)
  void agreesWithTheDefinitionBitByBit(
      @ForAll @Size(max = 200) byte[] bytes, @ForAll @IntRange(max = 200) int cut) {
    int at = Math.min(cut, bytes.length);
    Crc64Nvme inTwoSteps = new Crc64Nvme();
    inTwoSteps.update(bytes, 0, at);
    inTwoSteps.update(bytes, at, bytes.length - at);
    assertEquals(bitByBit(bytes), inTwoSteps.getValue());
    assertEquals(
        bitByBit(Arrays.copyOfRange(bytes, at, bytes.length)), crc(bytes, at, bytes.length - at));
  }

  @Property(tries = 50)
  void takesSingleBytes(@ForAll @Size(max = 40) byte[] bytes) {
    Crc64Nvme crc = new Crc64Nvme();
    crc.update(1);
    crc.reset();
    for (byte b : bytes) {
      crc.update(b);
    }
    assertEquals(bitByBit(bytes), crc.getValue());
  }

  private static long crc(byte[] bytes, int offset, int length) {
    Crc64Nvme crc = new Crc64Nvme();
    crc.update(bytes, offset, length);
    return crc.getValue();
  }

  /** Most significant bit first, with the polynomial as the standard prints it. */
  private static long bitByBit(byte[] bytes) {
    long crc = -1;
    for (byte b : bytes) {
      crc ^= Long.reverse(b & 0xFFL);
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc << 1) ^ (crc < 0 ? 0xAD93D23594C93659L : 0);
      }
    }
    return Long.reverse(~crc);
  }
}
