package com.cipherquay.vault;

import com.cipherquay.store.ByteRange;
import com.cipherquay.store.StoredObject;
import java.io.IOException;
import java.util.Optional;

/** What a store answered to a read. Closed here, unless it was handed over. Not thread-safe. */
final class StoreAnswer implements AutoCloseable {

  private final StoredObject object;
  private final ByteRange asked;
  private boolean handedOver;

  StoreAnswer(StoredObject object, ByteRange asked) {
    this.object = object;
    this.asked = asked;
  }

  OpenedObject authenticate(ObjectPath path) throws VaultException {
    return OpenedObject.open(path, object.head());
  }

  /** Whether it is all of the object. */
  boolean isWhole() {
    return asked instanceof ByteRange.Whole;
  }

  /** The ciphertext, which is not handed over by this. */
  CiphertextInput ciphertext() throws VaultException {
    return CiphertextInput.of(object, asked);
  }

  /** Authenticates the first segment; from then on whoever has the body closes the answer. */
  VaultObject handOver(OpenedObject opened, Optional<KnownParts> parts, ReadPlan plan)
      throws IOException {
    DecryptingStream body = DecryptingStream.open(ciphertext(), opened, plan);
    handedOver = true;
    return new VaultObject(opened.info(parts), plan.span().first(), plan.span().length(), body);
  }

  @Override
  public void close() throws IOException {
    if (!handedOver) {
      object.close();
    }
  }
}
