package com.cipherquay.vault;

import com.cipherquay.store.StoreException;
import com.cipherquay.store.StoreFault;
import java.io.IOException;
import java.util.Optional;

/**
 * The multipart uploads of one bucket (FORMAT.md, "Multipart uploads"). All that an upload needs
 * lies in the store: any number of processes may work on one. Exceptions and entity tags are as in
 * {@link Vault}. Thread-safe.
 */
public final class Uploads {

  Uploads() {}

  /**
   * Begins a multipart upload.
   *
   * @param metadata what the object will have
   * @param checksum what the parts will carry
   * @return the id of the upload, which is the store's
   */
  public String create(ObjectKey key, ObjectMetadata metadata, Optional<UploadChecksum> checksum)
      throws IOException {
    return notYet();
  }

  /**
   * Reads which checksum the parts of an upload must carry: who makes a part of something else than
   * a client's upload has to compute it.
   *
   * @return empty if the upload was created without one
   * @throws StoreException {@code NO_SUCH_UPLOAD}
   */
  public Optional<UploadChecksum> checksum(ObjectKey key, String uploadId) throws IOException {
    return notYet();
  }

  /**
   * Puts a part of an upload, or replaces the one with its number. Parts may be put by many threads
   * and processes at once, in any order.
   *
   * @param number 1 to 10000
   * @return the part's entity tag, which the completion must name
   * @throws VaultException {@code ENTITY_TOO_LARGE}, {@code MISSING_CHECKSUM}
   * @throws StoreException {@code NO_SUCH_UPLOAD}
   * @throws IOException unchanged, whatever the body's stream throws; then nothing was written
   */
  public String putPart(ObjectKey key, String uploadId, int number, PlaintextBody body)
      throws IOException {
    return notYet();
  }

  /**
   * Makes an object of parts and ends the upload. Once it has happened, asking for the same again
   * is answered the same, until the object is replaced.
   *
   * @throws VaultException {@code ENTITY_TOO_SMALL}, {@code INVALID_PART}, {@code WRONG_CHECKSUM},
   *     {@code WRONG_LENGTH}
   * @throws StoreException {@code NO_SUCH_UPLOAD}, {@code PRECONDITION_FAILED}, {@code CONFLICT}
   */
  public CompletedUpload complete(ObjectKey key, String uploadId, UploadCompletion completion)
      throws IOException {
    return notYet();
  }

  /**
   * Ends an upload and drops its parts.
   *
   * @throws StoreException {@code NO_SUCH_UPLOAD}
   */
  public void abort(ObjectKey key, String uploadId) throws IOException {
    String unused = notYet();
  }

  /**
   * Lists the parts of an upload.
   *
   * @param after only parts with a greater number
   * @param limit 1 to 1000
   * @throws StoreException {@code NO_SUCH_UPLOAD}
   */
  public PartPage parts(ObjectKey key, String uploadId, int after, int limit) throws IOException {
    return notYet();
  }

  /** Lists the uploads in progress, in plaintext order. */
  public UploadPage list(UploadListRequest request) throws IOException {
    return notYet();
  }

  @SuppressWarnings("TypeParameterUnusedInFormals")
  private static <T> T notYet() throws StoreException {
    throw new StoreException(StoreFault.UNSUPPORTED, "not yet");
  }
}
