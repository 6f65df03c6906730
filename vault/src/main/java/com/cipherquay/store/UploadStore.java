package com.cipherquay.store;

import java.io.IOException;
import java.util.List;

/**
 * The multipart uploads of one namespace of ciphertext objects (AWS, "Uploading and copying objects
 * using multipart upload").
 *
 * <p>Every method is one call to the store, and throws {@link StoreException} for its refusals and
 * failures: {@code NO_SUCH_UPLOAD} where the upload was completed, aborted, never begun, or is not
 * of that name. Thread-safe; parts of one upload may be written by many threads and processes at
 * once. What is uploaded shows in no listing of objects before it is complete.
 */
public interface UploadStore {

  /**
   * Begins an upload.
   *
   * @param description what the object will have
   * @return the id that the store gave it, never empty
   * @throws StoreException {@code TAGS_UNSUPPORTED} if there are tags and the store has none;
   *     {@code CLASS_UNSUPPORTED}; {@code LOCK_UNSUPPORTED}, {@code NO_LOCK_CONFIGURATION}
   */
  String create(StoredName name, StoredDescription description) throws IOException;

  /** Begins an upload of an object that will have nothing but metadata beside its body. */
  default String create(StoredName name, StoredMetadata metadata) throws IOException {
    return create(name, StoredDescription.of(metadata));
  }

  /**
   * Writes a part, or replaces the one that has its number; all or nothing, as {@link
   * ObjectStore#write}.
   *
   * @param number 1 to 10000
   * @return the part's entity tag, without quotes
   * @throws IOException unchanged, whatever the body's stream throws; then nothing was written
   */
  String writePart(StoredUpload upload, int number, StoredBody body) throws IOException;

  /**
   * Makes the object out of parts and ends the upload; parts that are not named are dropped.
   *
   * @param parts by ascending number; all but the last of at least 5 MiB
   * @throws StoreException {@code INVALID_PART} if a part is not there with that tag; {@code
   *     PRECONDITION_FAILED} or {@code CONFLICT} if the condition does not hold, then the upload
   *     remains
   */
  Written complete(StoredUpload upload, List<StoredPart> parts, WriteCondition condition)
      throws IOException;

  /** Ends the upload and drops its parts. */
  void abort(StoredUpload upload) throws IOException;

  /**
   * Lists parts by number.
   *
   * @param after only parts with a greater number; 0 for all
   * @param limit 1 to 1000
   */
  StoredPartPage parts(StoredUpload upload, int after, int limit) throws IOException;

  /**
   * Lists uploads in progress by name, and by id where names are equal.
   *
   * @param prefix only names that start with it
   * @param after only uploads after this one; {@link UploadPosition#FIRST} for all. It need not
   *     exist
   * @param limit 1 to 1000
   */
  StoredUploadPage list(String prefix, UploadPosition after, int limit) throws IOException;
}
