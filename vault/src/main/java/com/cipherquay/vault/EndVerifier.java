package com.cipherquay.vault;

import java.io.IOException;
import java.util.List;

/** Verifies what follows the parts of an object that was read whole. */
final class EndVerifier {

  private static final int PIECE = 4096;

  private final Trailer trailer;
  private final ContentLayout layout;

  EndVerifier(Trailer trailer, ContentLayout layout) {
    this.trailer = trailer;
    this.layout = layout;
  }

  /**
   * Reads padding, manifest and footer up to the end of the object.
   *
   * @param commitments those of the part headers that were read
   * @throws VaultException {@code CORRUPT} if anything is not what was read
   */
  void verify(CiphertextInput in, List<Octets> commitments) throws IOException {
    int tail = (int) Math.min(in.end() - in.position(), Trailer.maxLength(layout.parts().size()));
    byte[] zeros = new byte[PIECE];
    while (in.end() - in.position() > tail) {
      int length = (int) Math.min(zeros.length, in.end() - in.position() - tail);
      in.read(zeros, length);
      if (!Trailer.isPadding(zeros, length)) {
        throw new VaultException(VaultFault.CORRUPT, "padding that is not zero");
      }
    }
    Manifest manifest = trailer.open(in.read(tail));
    in.expectEnd();
    if (!matches(manifest, commitments)) {
      throw new VaultException(VaultFault.CORRUPT, "the manifest is not of what was read");
    }
  }

  private boolean matches(Manifest manifest, List<Octets> commitments) {
    List<PartLayout> read = layout.parts();
    boolean same = manifest.length() == layout.length();
    same &= manifest.parts().size() == read.size() && commitments.size() == read.size();
    for (int i = 0; same && i < read.size(); i++) {
      ManifestPart listed = manifest.parts().get(i);
      same = listed.number() == read.get(i).number() && listed.length() == read.get(i).length();
      same &= listed.commitment().equals(commitments.get(i));
    }
    return same;
  }
}
