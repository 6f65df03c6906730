package com.cipherquay.vault;

import com.cipherquay.store.ObjectStore;
import com.cipherquay.store.StoreException;
import com.cipherquay.store.StoreFault;
import com.cipherquay.store.StoredBody;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;

/**
 * Puts the parts of uploads. Whether a part is long enough not to be the last decides where it
 * goes: the trailer of its object has to follow a short one, and the store takes nothing after a
 * short part. Thread-safe.
 */
final class PartWriter {

  /** The longest plaintext whose ciphertext is not over the 5 GiB that S3 takes in one part. */
  static final long MAX_LENGTH = 5_367_398_252L;

  private final ObjectStore store;
  private final UploadRecords records;
  private final HeldMemory memory;
  private final Clock clock;

  PartWriter(ObjectStore store, UploadRecords records, HeldMemory memory, Clock clock) {
    this.clock = clock;
    this.memory = memory;
    this.store = store;
    this.records = records;
  }

  /** As {@link Uploads#putPart}. */
  String put(ObjectKey key, String uploadId, int number, PlaintextBody body) throws IOException {
    boolean held = body.length() < PartMinimum.bytes();
    // After the last number there is none for the trailer.
    if (body.length() > MAX_LENGTH || (number == ObjectSize.PARTS_MAXIMUM && !held)) {
      String message = "a part " + number + " of " + body.length();
      throw new VaultException(VaultFault.ENTITY_TOO_LARGE, message);
    }
    try {
      return held
          ? hold(records.read(key, uploadId), number, body)
          : write(records.find(key, uploadId), number, body);
    } catch (StoreException e) {
      if (e.fault() == StoreFault.NO_SUCH_UPLOAD) {
        records.forget(key, uploadId);
      }
      throw e;
    }
  }

  private String write(OpenedUpload upload, int number, PlaintextBody body) throws IOException {
    PartDraft draft = new PartDraft(upload, number, body, clock);
    StoredBody stored = new StoredBody(draft.ciphertext(), ObjectSize.part(body.length()));
    String storeTag = store.uploads().writePart(upload.stored(), number, stored);
    // Who does not find the token does not know the part: it is acknowledged after that.
    return writeToken(upload, number, draft.tag(storeTag), new byte[0]);
  }

  /**
   * Holds a part in its token's object. That the upload is in progress the store can not say here,
   * so its record is read.
   */
  private String hold(OpenedUpload upload, int number, PlaintextBody body) throws IOException {
    PartDraft draft = new PartDraft(upload, number, body, clock);
    long length = ObjectSize.part(body.length());
    memory.take(length);
    try {
      byte[] ciphertext = new byte[(int) length];
      InputStream in = draft.ciphertext();
      if (in.readNBytes(ciphertext, 0, ciphertext.length) < length || in.read() >= 0) {
        throw new IllegalStateException("a part of another length than its plaintext says");
      }
      return writeToken(upload, number, draft.tag(PartTokens.HELD), ciphertext);
    } finally {
      memory.giveBack(length);
    }
  }

  private String writeToken(OpenedUpload upload, int number, PartTag tag, byte[] body)
      throws IOException {
    OwnObjects.write(store, upload.folder().token(number, tag.token()), body);
    return tag.forClients();
  }
}
