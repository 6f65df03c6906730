package com.cipherquay.proxy.operation;

import com.cipherquay.store.StoredPart;
import java.util.regex.Pattern;

/** Numbers in query parameters, refused in S3's words. */
final class Numbers {

  /** The parameter that names a part. */
  static final String PART = "partNumber";

  private static final Pattern PART_NUMBER = Pattern.compile("0{0,9}[1-9][0-9]{0,4}");

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

  /**
   * A parameter that bounds a page or says where it begins.
   *
   * @param otherwise what holds if there is none, or an empty one
   */
  static int ofPage(Call call, String name, int otherwise) {
    return call.parameter(name)
        .filter(value -> !value.isEmpty())
        .map(value -> between(name, value, 0, Integer.MAX_VALUE))
        .orElse(otherwise);
  }

  /**
   * The number of a part.
   *
   * @throws com.cipherquay.proxy.s3.S3Exception {@code InvalidArgument} if there is none
   */
  static int ofPart(Call call) {
    return ofPart(call.text(PART));
  }

  static int ofPart(String value) {
    if (PART_NUMBER.matcher(value).matches() && Integer.parseInt(value) <= StoredPart.MAX_NUMBER) {
      return Integer.parseInt(value);
    }
    throw Call.invalid(
        PART, value, "Part number must be an integer between 1 and 10000, inclusive");
  }
}
