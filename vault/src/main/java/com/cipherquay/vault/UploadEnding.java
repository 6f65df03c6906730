package com.cipherquay.vault;

import com.cipherquay.store.ByteRange;
import com.cipherquay.store.ObjectStore;
import com.cipherquay.store.StoreException;
import com.cipherquay.store.StoreFault;
import com.cipherquay.store.StoredBody;
import com.cipherquay.store.StoredName;
import com.cipherquay.store.StoredObject;
import com.cipherquay.store.StoredPart;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes the end of an object as the last part of its upload. Thread-safe. */
final class UploadEnding {

  private final ObjectStore store;
  private final OpenedUpload upload;
  private final Assembly assembly;
  private final ManifestPart last;
  private final PartTag lastTag;

  UploadEnding(ObjectStore store, OpenedUpload upload, Assembly assembly) {
    this.store = store;
    this.upload = upload;
    this.assembly = assembly;
    int index = assembly.tags().size() - 1;
    this.last = assembly.manifest().parts().get(index);
    this.lastTag = assembly.tags().get(index);
  }

  /**
   * Writes the ending.
   *
   * @return the parts that the store has to make the object of
   * @throws StoreException {@code NO_SUCH_UPLOAD}; {@code INVALID_PART} if the held part is gone
   */
  List<StoredPart> write() throws IOException {
    List<StoredPart> parts = new ArrayList<>();
    int uploaded = assembly.tags().size() - (lastTag.held() ? 1 : 0);
    long before = 0;
    for (int i = 0; i < uploaded; i++) {
      ManifestPart part = assembly.manifest().parts().get(i);
      parts.add(new StoredPart(part.number(), assembly.tags().get(i).storeTag()));
      before += ObjectSize.part(part.length());
    }
    long length = ObjectSize.target(assembly.manifest().length()) - before;
    int number = lastTag.held() ? last.number() : last.number() + 1;
    String tag = lastTag.held() ? writeHeld(number, length) : writeTrailer(number, length);
    parts.add(new StoredPart(number, tag));
    return parts;
  }

  private String writeTrailer(int number, long length) throws IOException {
    EndingStream body = new EndingStream(Octets.NONE, Optional.empty(), ending(length));
    return store.uploads().writePart(upload.stored(), number, new StoredBody(body, length));
  }

  private String writeHeld(int number, long length) throws IOException {
    ByteRange whole = new ByteRange.Whole();
    long size = ObjectSize.part(last.length());
    try (StoredObject held = readHeld(whole)) {
      if (held.head().size() != size) {
        throw new VaultException(VaultFault.CORRUPT, "a held part of another length");
      }
      CiphertextInput in = CiphertextInput.of(held, whole);
      byte[] start = in.read(PartHeader.LENGTH);
      PartHeader header = PartHeader.parse(start);
      header.verify(upload.key(), number, upload.wrapped().writeId());
      if (!header.commitment().equals(last.commitment())) {
        throw new VaultException(VaultFault.CORRUPT, "a held part that is not of its token");
      }
      EndingStream body =
          new EndingStream(Octets.of(start), Optional.of(in), ending(length - size));
      return store.uploads().writePart(upload.stored(), number, new StoredBody(body, length));
    }
  }

  private StoredObject readHeld(ByteRange range) throws IOException {
    StoredName name = upload.folder().token(last.number(), lastTag.token());
    try {
      return store.read(name, range, Optional.empty());
    } catch (StoreException e) {
      if (e.fault() == StoreFault.NO_SUCH_OBJECT) {
        throw new StoreException(StoreFault.INVALID_PART, "the held part is gone", e);
      }
      throw e;
    }
  }

  /** Zeros and trailer, of this length together. */
  private EncryptingStream.Ending ending(long length) {
    byte[] trailer = upload.trailer().seal(assembly.manifest());
    return new EncryptingStream.Ending(length - trailer.length, Octets.of(trailer));
  }
}
