package com.cipherquay.proxy.operation;

/** Numbers in query parameters, refused in S3's words. */
final class Numbers {

  private Numbers() {}

  /**
   * A whole number.
   *
   * @throws com.cipherquay.proxy.s3.S3Exception {@code InvalidArgument} if it is none, or outside
   */
  static int between(String name, String value, int least, int most) {
    try {
      int number = Integer.parseInt(value);
      if (number >= least && number <= most && Character.isDigit(value.charAt(0))) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw refusal(name, value, least, most);
    }
    throw refusal(name, value, least, most);
  }

  private static RuntimeException refusal(String name, String value, int least, int most) {
    return Call.invalid(
        name, value, "Argument " + name + " must be an integer between " + least + " and " + most);
  }
}
