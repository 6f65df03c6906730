package com.cipherquay.vault;

import java.util.List;

/** How the format numbers checksum algorithms: 1 and up, 0 is none. */
final class ChecksumCode {

  private static final List<ChecksumAlgorithm> ALGORITHMS = List.of(ChecksumAlgorithm.values());

  private ChecksumCode() {}

  static int of(ChecksumAlgorithm algorithm) {
    return ALGORITHMS.indexOf(algorithm) + 1;
  }

  /**
   * @throws IllegalArgumentException if the code is of no algorithm
   */
  static ChecksumAlgorithm algorithm(int code) {
    if (code < 1 || code > ALGORITHMS.size()) {
      throw new IllegalArgumentException("no checksum algorithm " + code);
    }
    return ALGORITHMS.get(code - 1);
  }
}
