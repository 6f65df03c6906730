package com.cipherquay.vault;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class CrcCombinationTest {

  private static final List<ChecksumAlgorithm> CRCS =
      List.of(ChecksumAlgorithm.CRC32, ChecksumAlgorithm.CRC32C, ChecksumAlgorithm.CRC64NVME);

  @Property(tries = 200)
  void isTheCrcOfAll(@ForAll @Size(max = 6) List<byte[]> texts) {
    int length = texts.stream().mapToInt(text -> text.length).sum();
    ByteBuffer all = ByteBuffer.allocate(length);
    texts.forEach(all::put);
    for (ChecksumAlgorithm algorithm : CRCS) {
      CrcCombination combination = CrcCombination.of(algorithm);
      long crc = 0;
      for (byte[] text : texts) {
        crc = combination.combine(crc, number(TestChecksum.raw(algorithm, text)), text.length);
      }
      assertEquals(number(TestChecksum.raw(algorithm, all.array())), crc, algorithm.toString());
    }
  }

  private static long number(byte[] crc) {
    ByteBuffer eight = ByteBuffer.allocate(8);
    return eight.put(8 - crc.length, crc).getLong(0);
  }

  @Test
  void combinesThePartsOfAnObject() {
    byte[] text = TestBody.bytes(100_000);
    for (ChecksumAlgorithm algorithm : CRCS) {
      List<ManifestPart> parts = new ArrayList<>();
      int[] borders = {0, 40_000, 80_000, 80_000, 99_999, 100_000};
      IntStream.range(1, borders.length)
          .forEach(i -> parts.add(part(i, algorithm, text, borders[i - 1], borders[i])));
      ManifestChecksum made = PartsChecksum.of(new UploadChecksum(algorithm, false), parts);
      assertArrayEquals(TestChecksum.raw(algorithm, text), made.value().bytes());
    }
  }

  private static ManifestPart part(
      int number, ChecksumAlgorithm algorithm, byte[] text, int from, int to) {
    byte[] sum = TestChecksum.raw(algorithm, Arrays.copyOfRange(text, from, to));
    return new ManifestPart(number, to - from, Octets.of(new byte[32]), Octets.of(sum));
  }

  @Test
  void knowsTheCheckValues() {
    // The check values of the CRC catalogues, of "123456789".
    byte[] text = "123456789".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    assertEquals(0xCBF43926L, number(TestChecksum.raw(ChecksumAlgorithm.CRC32, text)));
    assertEquals(0xE3069283L, number(TestChecksum.raw(ChecksumAlgorithm.CRC32C, text)));
    assertEquals(0xAE8B14860A799888L, number(TestChecksum.raw(ChecksumAlgorithm.CRC64NVME, text)));
  }

  @Test
  void doesNotCombineDigests() {
    for (ChecksumAlgorithm digest : List.of(ChecksumAlgorithm.SHA1, ChecksumAlgorithm.SHA256)) {
      assertThrows(IllegalArgumentException.class, () -> CrcCombination.of(digest));
      assertThrows(IllegalArgumentException.class, () -> new UploadChecksum(digest, false));
    }
    assertThrows(
        IllegalArgumentException.class,
        () -> new UploadChecksum(ChecksumAlgorithm.CRC64NVME, true));
  }
}
