package com.cipherquay.vault;

import com.cipherquay.store.ByteRange;
import com.cipherquay.store.ObjectStore;
import com.cipherquay.store.StoreFault;
import com.cipherquay.store.WriteCondition;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * One bucket in plaintext.
 *
 * <p>Every method throws {@link com.cipherquay.store.StoreException} for what the store refuses
 * ({@code NO_SUCH_OBJECT}, {@code PRECONDITION_FAILED}, ...) and {@link VaultException} for what
 * the vault refuses. Entity tags are those of clients, without quotes, everywhere in this class.
 * Thread-safe.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class Vault {

  private final ObjectStore store;

  Vault(ObjectStore store) {
    this.store = store;
  }

  /**
   * Creates or replaces an object with one call to the store, all or nothing.
   *
   * @param metadata what to seal beside the body; its checksums are those known before the body
   * @param body read to its end of stream, not closed
   * @param condition {@code IfMatch} holds an entity tag as clients know it
   * @return the new entity tag
   * @throws VaultException {@code KEY_TOO_LONG}, {@code METADATA_TOO_LARGE}, {@code
   *     ENTITY_TOO_LARGE}
   * @throws IOException unchanged, whatever the body's stream throws; then nothing was written
   */
  public String put(
      ObjectKey key, ObjectMetadata metadata, PlaintextBody body, WriteCondition condition)
      throws IOException {
    throw new UnsupportedOperationException("put through " + store);
  }

  /**
   * Opens an object; its first segment is authenticated when this returns.
   *
   * @throws UnsatisfiableRangeException if the range lies outside the object
   * @throws VaultException {@code CORRUPT}, {@code NOT_ENCRYPTED}, {@code UNKNOWN_EPOCH}
   */
  public VaultObject get(ObjectKey key, ByteRange range) throws IOException {
    throw new UnsupportedOperationException("get through " + store);
  }

  /**
   * Reads the metadata and the length of an object.
   *
   * @throws VaultException {@code CORRUPT}, {@code NOT_ENCRYPTED}, {@code UNKNOWN_EPOCH}
   */
  public ObjectInfo head(ObjectKey key) throws IOException {
    throw new UnsupportedOperationException("head through " + store);
  }

  /** Deletes an object; no error if there is none. */
  public void delete(ObjectKey key) throws IOException {
    throw new UnsupportedOperationException("delete through " + store);
  }

  /**
   * Deletes up to 1000 objects with one call to the store; no error for those that do not exist.
   *
   * @return the keys that could not be deleted, each with the reason
   */
  public Map<ObjectKey, StoreFault> deleteAll(List<ObjectKey> keys) throws IOException {
    throw new UnsupportedOperationException("delete through " + store);
  }

  /**
   * Lists one page. The order is that of the stored names, which is deterministic but not
   * alphabetical, except with a delimiter other than {@code /}.
   *
   * @throws VaultException {@code INVALID_TOKEN}; {@code CORRUPT} if the store's pages are out of
   *     order
   */
  public ListPage list(ListRequest request) throws IOException {
    throw new UnsupportedOperationException("list through " + store);
  }
}
