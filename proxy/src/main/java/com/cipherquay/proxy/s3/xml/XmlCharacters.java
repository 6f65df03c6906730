package com.cipherquay.proxy.s3.xml;

/** The characters of XML 1.0 (section 2.2, production 2). */
public final class XmlCharacters {

  private XmlCharacters() {}

  /**
   * Whether a document can hold this text, escaped or not. An object key may be what it can not.
   */
  public static boolean canHold(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean control = c < 0x20 && c != '\t' && c != '\n' && c != '\r';
      if (control || c == 0xFFFE || c == 0xFFFF) {
        return false;
      }
    }
    return true;
  }
}
