package com.cipherquay.vault;

import com.cipherquay.store.ObjectStore;
import com.cipherquay.store.StoredBody;
import com.cipherquay.store.StoredDescription;
import com.cipherquay.store.StoredMetadata;
import com.cipherquay.store.StoredPart;
import com.cipherquay.store.StoredUpload;
import com.cipherquay.store.StoredVersion;
import com.cipherquay.store.UploadStore;
import com.cipherquay.store.Written;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Encrypts an object that was put in parts anew, in the same parts, as one stream. The store gets
 * it by one write or, where that would be too large, in pieces whose borders mean nothing.
 * Thread-safe.
 */
final class PartsCopier {

  /** The most that S3 takes in one write. */
  static final long LARGEST_WRITE = 5L << 30;

  private final ObjectStore store;
  private final long largestWrite;
  private final long usualPiece;

  /**
   * @param largestWrite what is larger goes to the store in pieces
   * @param usualPiece how large; more if it would be too many
   */
  PartsCopier(ObjectStore store, long largestWrite, long usualPiece) {
    this.store = store;
    this.largestWrite = largestWrite;
    this.usualPiece = usualPiece;
  }

  /**
   * Writes the copy; nothing is left of it if this throws.
   *
   * @param source an object that was put in parts
   * @param contents the metadata of the copy
   * @param description what else the copy has beside its body
   * @return the store's entity tag and version
   */
  Written copy(
      CopySource source, Destination to, ObjectRecord contents, ObjectDescription description)
      throws IOException {
    KnownParts parts = source.parts().orElseThrow(IllegalArgumentException::new);
    DataKey key = DataKey.random();
    WrappedKey wrapped = to.path().wrap(key, WriteId.random());
    StoredMetadata sealed = MetadataEnvelope.seal(to.path(), key, wrapped, contents).stored();
    StoredDescription described = TagCipher.describe(to.path(), sealed, description);
    new Expiries(store, to.path().keys())
        .note(to.path().key(), wrapped.writeId(), contents.metadata());
    try (InputStream plaintext = source.reader().open(source)) {
      InputStream ciphertext =
          new PartsEncrypter(plaintext, parts.manifest(), to.path(), key, wrapped).ciphertext();
      StoredBody body = new StoredBody(ciphertext, parts.layout().size());
      if (body.length() <= largestWrite) {
        return store.write(to.name(), body, described, to.condition());
      }
      Written written = writePieces(to, body, described);
      StoredVersion made = new StoredVersion(to.name(), written.versionId());
      Locks.ensure(store, made, described.lock());
      return written;
    }
  }

  private Written writePieces(Destination to, StoredBody body, StoredDescription described)
      throws IOException {
    UploadStore uploads = store.uploads();
    StoredUpload upload = new StoredUpload(to.name(), uploads.create(to.name(), described));
    try {
      return uploads.complete(upload, pieces(upload, body), to.condition());
    } catch (IOException | RuntimeException e) {
      try {
        uploads.abort(upload);
      } catch (IOException left) {
        e.addSuppressed(left);
      }
      throw e;
    }
  }

  /** How large pieces are, so that there are not too many for the store. */
  long pieceLength(long size) {
    return Math.max(usualPiece, (size + StoredPart.MAX_NUMBER - 1) / StoredPart.MAX_NUMBER);
  }

  private List<StoredPart> pieces(StoredUpload upload, StoredBody body) throws IOException {
    long piece = pieceLength(body.length());
    List<StoredPart> written = new ArrayList<>();
    for (long at = 0; at < body.length(); at += piece) {
      int number = written.size() + 1;
      boolean last = at + piece >= body.length();
      StoredBody next =
          last
              ? new StoredBody(body.stream(), body.length() - at)
              : new StoredBody(new LimitedInput(body.stream(), piece), piece);
      written.add(new StoredPart(number, store.uploads().writePart(upload, number, next)));
    }
    return written;
  }
}
