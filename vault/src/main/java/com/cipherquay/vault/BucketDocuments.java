package com.cipherquay.vault;

import com.cipherquay.store.ObjectStore;
import com.cipherquay.store.StoreException;
import com.cipherquay.store.StoreFault;
import java.io.IOException;
import java.util.Optional;

/**
 * What one bucket is configured with: small documents, sealed, in the store under names that no
 * listing shows (FORMAT.md, "Bucket documents"). The store can leave one out or bring an older one
 * back; it can not make one.
 *
 * <p>Every method throws {@link StoreException} for what the store refuses, {@code NO_SUCH_BUCKET}
 * above all, and {@link VaultException} {@code CORRUPT} for a document that this vault did not
 * write. Thread-safe.
 */
public final class BucketDocuments {

  /** How long a document can be in bytes. */
  public static final int MAX_LENGTH = DocumentSeal.MAX_CONTENTS;

  private final ObjectStore store;
  private final PathKeys keys;
  private final DocumentCache cache;

  BucketDocuments(ObjectStore store, PathKeys keys, DocumentCache cache) {
    this.store = store;
    this.keys = keys;
    this.cache = cache;
  }

  /** A document as the store has it now, if there is one. One call to the store. */
  public Optional<byte[]> read(DocumentKind kind) throws IOException {
    Optional<Octets> document = stored(kind);
    cache.remember(keys.bucket(), kind, document);
    return document.map(Octets::bytes);
  }

  /**
   * A document as this process knew it at most ten seconds ago, for what is asked for at every
   * request. What this process itself has written since is seen. A bucket that is not there has
   * none, and that is remembered too: strangers can ask.
   */
  public Optional<byte[]> recent(DocumentKind kind) throws IOException {
    Optional<Optional<Octets>> known = cache.find(keys.bucket(), kind);
    if (known.isPresent()) {
      return known.get().map(Octets::bytes);
    }
    try {
      return read(kind);
    } catch (StoreException e) {
      if (e.fault() != StoreFault.NO_SUCH_BUCKET) {
        throw e;
      }
      cache.remember(keys.bucket(), kind, Optional.empty());
      return Optional.empty();
    }
  }

  /**
   * Creates or replaces a document, with one call to the store.
   *
   * @param contents at most {@link #MAX_LENGTH} bytes
   */
  public void write(DocumentKind kind, byte[] contents) throws IOException {
    byte[] sealed = DocumentSeal.of(keys, kind).seal(contents);
    OwnObjects.write(store, kind.storedName(), sealed);
    cache.remember(keys.bucket(), kind, Optional.of(Octets.of(contents)));
  }

  /** Deletes a document, with all its versions; no error if there is none. */
  public void delete(DocumentKind kind) throws IOException {
    OwnObjects.purge(store, kind.storedName().value());
    cache.remember(keys.bucket(), kind, Optional.empty());
  }

  private Optional<Octets> stored(DocumentKind kind) throws IOException {
    Optional<byte[]> stored = OwnObjects.read(store, kind.storedName(), DocumentSeal.MAX_STORED);
    if (stored.isEmpty()) {
      return Optional.empty();
    }
    Optional<Octets> opened = DocumentSeal.of(keys, kind).open(stored.get()).map(Octets::of);
    // In a bucket of which a part is another vault's, they can all be that vault's.
    if (opened.isEmpty() && !keys.isShared()) {
      throw notADocument(kind);
    }
    return opened;
  }

  /** What does not open must not pass for a bucket without configuration. */
  private VaultException notADocument(DocumentKind kind) {
    return new VaultException(
        VaultFault.CORRUPT,
        kind.storedName() + " is not a document of the bucket " + keys.bucket());
  }
}
