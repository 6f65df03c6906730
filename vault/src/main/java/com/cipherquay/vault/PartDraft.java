package com.cipherquay.vault;

import java.io.InputStream;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** A part that is being put. Used by one thread. */
final class PartDraft {

  private final OpenedUpload upload;
  private final int number;
  private final PlaintextBody body;
  private final PartEncrypter part;
  private final Clock clock;
  private Optional<PartToken> token = Optional.empty();

  PartDraft(OpenedUpload upload, int number, PlaintextBody body, Clock clock) {
    this.clock = clock;
    this.upload = upload;
    this.number = number;
    this.body = body;
    this.part = PartEncrypter.start(upload.key(), upload.wrapped(), number);
  }

  /** The ciphertext, to be read once. */
  InputStream ciphertext() {
    return new EncryptingStream(
        part,
        body.stream(),
        body.length(),
        () -> {
          token = Optional.of(verified());
          return EncryptingStream.Ending.NONE;
        });
  }

  /** The tag of the part after its ciphertext has been read to the end. */
  PartTag tag(String storeTag) {
    PartToken verified =
        token.orElseThrow(() -> new IllegalStateException("a part that was not read to its end"));
    return new PartTag(storeTag, upload.tokens().seal(number, storeTag, verified));
  }

  private PartToken verified() throws VaultException {
    Octets commitment = part.header().commitment();
    long now = clock.millis();
    if (upload.checksum().isEmpty()) {
      return new PartToken(Optional.empty(), body.length(), now, commitment, Octets.NONE);
    }
    ChecksumAlgorithm algorithm = upload.checksum().get().algorithm();
    Map<ChecksumAlgorithm, String> checksums = body.checksums().get();
    String checksum = checksums.get(algorithm);
    if (checksum == null) {
      throw new VaultException(VaultFault.MISSING_CHECKSUM, "a part without its " + algorithm);
    }
    Octets value = Octets.of(Base64.getDecoder().decode(checksum));
    return new PartToken(Optional.of(algorithm), body.length(), now, commitment, value);
  }
}
