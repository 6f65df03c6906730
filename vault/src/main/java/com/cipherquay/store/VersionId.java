package com.cipherquay.store;

import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The ids that the local store gives to versions: 16 hexadecimal digits of the place among the
 * versions of the object, and 16 random ones. So a listing goes on behind a version that is gone.
 */
final class VersionId {

  private static final int PLACE_DIGITS = 16;
  private static final Pattern FORM = Pattern.compile("[0-7][0-9a-f]{31}");

  private VersionId() {}

  static String of(long sequence) {
    return HexFormat.of().toHexDigits(sequence) + RandomId.next().substring(PLACE_DIGITS);
  }

  /** Passes if a version can be called so. */
  static void check(String id) throws StoreException {
    if (!isValid(id)) {
      throw new StoreException(StoreFault.INVALID_VERSION, "not an id of a version");
    }
  }

  static boolean isValid(String id) {
    return id.equals(StoredVersion.NULL_ID) || FORM.matcher(id).matches();
  }

  /** The place of a version that is not the null version. */
  static long sequence(String id) {
    return HexFormat.fromHexDigitsToLong(id, 0, PLACE_DIGITS);
  }
}
