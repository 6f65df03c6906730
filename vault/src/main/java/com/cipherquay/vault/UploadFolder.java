package com.cipherquay.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.cipherquay.store.StoredName;
import java.util.Locale;

/**
 * Where in the store lies what an upload needs beside its parts.
 *
 * @param prefix of the names of all its objects, ending in {@code /}
 */
record UploadFolder(String prefix) {

  /** Of everything that a vault keeps under names that no encryption produces. */
  static final String RESERVED = ".cq/";

  /** Of the folders of all uploads. */
  static final String ALL = RESERVED + "uploads/";

  static UploadFolder of(String uploadId) {
    byte[] digest = Digests.of("SHA-256").digest(uploadId.getBytes(UTF_8));
    return new UploadFolder(ALL + Base64Url.encode(digest) + "/");
  }

  StoredName record() {
    return new StoredName(prefix + "upload");
  }

  /** The object of a part, whose name holds the part's token. */
  StoredName token(int number, String token) {
    return new StoredName(prefix + digits(number) + "." + token);
  }

  /** After all tokens of this number, and before those of the next. */
  String after(int number) {
    return prefix + digits(number) + StoredItem.END;
  }

  private static String digits(int number) {
    return String.format(Locale.ROOT, "%05d", number);
  }
}
