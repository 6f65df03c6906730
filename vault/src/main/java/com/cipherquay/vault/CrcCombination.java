package com.cipherquay.vault;

/**
 * Combines the CRC of two texts to that of both together, knowing only the length of the second.
 *
 * <p>A CRC is a remainder of polynomials over GF(2): n more bits multiply what came before by x^n,
 * and where a CRC begins and ends with the same inversion, as these do, the inversions of the two
 * texts cancel out. Polynomials are reflected: the top bit is the coefficient of 1. Not
 * thread-safe.
 */
final class CrcCombination {

  private final long polynomial;
  private final long one;
  // Most parts of an object have the same length.
  private long lastLength = -1;
  private long lastFactor;

  private CrcCombination(long polynomial, int width) {
    this.polynomial = polynomial;
    this.one = 1L << (width - 1);
  }

  /**
   * The combination of an algorithm.
   *
   * @throws IllegalArgumentException if the checksum is not a CRC
   */
  static CrcCombination of(ChecksumAlgorithm algorithm) {
    return switch (algorithm) {
      case CRC32 -> new CrcCombination(0xEDB88320L, 32);
      case CRC32C -> new CrcCombination(0x82F63B78L, 32);
      case CRC64NVME -> new CrcCombination(0x9A6C9329AC4BC9B5L, 64);
      case SHA1, SHA256 -> throw new IllegalArgumentException(algorithm + " can not be combined");
    };
  }

  /**
   * The CRC of two texts together.
   *
   * @param length of the second text in bytes
   */
  long combine(long first, long second, long length) {
    if (length != lastLength) {
      lastFactor = powerOfX(8 * length);
      lastLength = length;
    }
    return multiply(first, lastFactor) ^ second;
  }

  private long powerOfX(long exponent) {
    long power = one;
    long square = one >>> 1;
    for (long rest = exponent; rest != 0; rest >>>= 1) {
      if ((rest & 1) != 0) {
        power = multiply(power, square);
      }
      square = multiply(square, square);
    }
    return power;
  }

  private long multiply(long a, long b) {
    long product = 0;
    long shifted = b;
    for (long bit = one; bit != 0; bit >>>= 1) {
      product ^= (a & bit) == 0 ? 0 : shifted;
      shifted = (shifted >>> 1) ^ ((shifted & 1) == 0 ? 0 : polynomial);
    }
    return product;
  }
}
