package com.cipherquay.vault;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where the parts of an object lie.
 *
 * @param length the plaintext length of the object in bytes
 * @param parts at least one, in order
 */
record ContentLayout(long length, List<PartLayout> parts) {

  ContentLayout {
    parts = List.copyOf(parts);
  }

  /** The layout of an object that was put in one piece. */
  static ContentLayout single(long length) {
    return new ContentLayout(length, List.of(new PartLayout(1, length, 0, 0, Optional.empty())));
  }

  static ContentLayout of(Manifest manifest) {
    List<PartLayout> parts = new ArrayList<>(manifest.parts().size());
    long plaintext = 0;
    long ciphertext = 0;
    for (ManifestPart part : manifest.parts()) {
      Optional<Octets> commitment = Optional.of(part.commitment());
      parts.add(new PartLayout(part.number(), part.length(), plaintext, ciphertext, commitment));
      plaintext += part.length();
      ciphertext += ObjectSize.part(part.length());
    }
    return new ContentLayout(manifest.length(), parts);
  }

  /** The size of the whole object in the store. */
  long size() {
    return ObjectSize.target(length);
  }

  /** The offset after the last part, where padding and trailer begin. */
  long partsEnd() {
    return parts.get(parts.size() - 1).ciphertextEnd();
  }

  /**
   * The plaintext of a part by its place, from 1.
   *
   * @throws VaultException {@code NO_SUCH_PART}
   */
  Span spanOf(int place) throws VaultException {
    if (place < 1 || place > parts.size()) {
      throw new VaultException(VaultFault.NO_SUCH_PART, "part " + place + " of " + parts.size());
    }
    PartLayout part = parts.get(place - 1);
    return new Span(part.plaintextStart(), part.plaintextEnd());
  }

  /** The index of the part that holds this plaintext offset, which is less than the length. */
  int partOf(long plaintextOffset) {
    int index = 0;
    while (plaintextOffset >= parts.get(index).plaintextEnd()) {
      index++;
    }
    return index;
  }
}
