package com.cipherquay.proxy.operation;

import com.cipherquay.proxy.s3.xml.XmlCharacters;

/** How the keys of a listing are written. */
enum KeyEncoding {
  PLAIN,
  URL;

  static final String PARAMETER = "encoding-type";

  String write(String text) {
    return switch (this) {
      case PLAIN -> text;
      case URL -> UriText.encode(text);
    };
  }

  /**
   * Whether a client wants the keys of its answer encoded.
   *
   * @throws com.cipherquay.proxy.s3.S3Exception {@code InvalidArgument} for any encoding but {@code
   *     url}
   */
  static boolean asked(Call call) {
    String encoding = call.text(PARAMETER);
    if (!encoding.isEmpty() && !encoding.equals("url")) {
      throw Call.invalid(PARAMETER, encoding, "Invalid Encoding Method specified in Request");
    }
    return !encoding.isEmpty();
  }

  /**
   * A key in an answer that has no encoding: as it is, or, where XML can not hold it, as a URL has
   * it. The alternative is a document that nobody can read.
   */
  static String readable(String key) {
    return XmlCharacters.canHold(key) ? key : URL.write(key);
  }
}
