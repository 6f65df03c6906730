package com.cipherquay.vault;

import com.cipherquay.store.StoredPart;
import java.util.Map;

/**
 * A part as a client names it where it completes an upload.
 *
 * @param number 1 to 10000
 * @param etag the part's entity tag as it was answered, without quotes
 * @param checksums what the client says of it, base64 as on the wire; may be empty
 */
public record CompletedPart(int number, String etag, Map<ChecksumAlgorithm, String> checksums) {

  public CompletedPart {
    if (number < 1 || number > StoredPart.MAX_NUMBER) {
      throw new IllegalArgumentException("a part has a number from 1 to 10000, not " + number);
    }
    checksums = Map.copyOf(checksums);
  }
}
