package com.cipherquay.vault;

import java.util.Comparator;

/**
 * The order of S3: by unsigned UTF-8 bytes, which is by code points. {@link String}'s own order
 * differs for characters beyond the basic plane.
 */
final class CodePointOrder implements Comparator<String> {

  static final CodePointOrder INSTANCE = new CodePointOrder();

  private CodePointOrder() {}

  @Override
  public int compare(String one, String other) {
    int common = Math.min(one.length(), other.length());
    for (int i = 0; i < common; i++) {
      char a = one.charAt(i);
      char b = other.charAt(i);
      if (a != b) {
        boolean beyond = Character.isSurrogate(a);
        return beyond == Character.isSurrogate(b) ? a - b : beyond ? 1 : -1;
      }
    }
    return one.length() - other.length();
  }
}
