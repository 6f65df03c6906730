package com.cipherquay.proxy.operation;

/** How the keys of a listing are written. */
enum KeyEncoding {
  PLAIN,
  URL;

  String write(String text) {
    return switch (this) {
      case PLAIN -> text;
      case URL -> UriText.encode(text);
    };
  }
}
