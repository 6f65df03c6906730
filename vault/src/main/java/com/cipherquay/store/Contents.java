package com.cipherquay.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import java.util.Set;

/**
 * The bytes of a local store: in the index, in files, or in the parts of an upload. The creator
 * closes it.
 */
final class Contents implements AutoCloseable {

  /** The largest body that is kept in the index, in bytes; src/docs/decisions/0001 says why. */
  static final int INLINE_LIMIT = 32 * 1024;

  /** Faults of a commit after which it has surely changed nothing. */
  private static final Set<StoreFault> REFUSALS =
      Set.of(StoreFault.PRECONDITION_FAILED, StoreFault.NO_SUCH_BUCKET, StoreFault.NO_SUCH_UPLOAD);

  private final Index index;
  private final ContentFiles files;
  private final PendingFiles pending;
  private final PartRemoval removal;
  private final Leases leases = new Leases();

  Contents(Index index, ContentFiles files) {
    this.index = index;
    this.files = files;
    this.pending = new PendingFiles(index, files);
    this.removal = new PartRemoval(index, pending);
  }

  /** Deletes what a crash has left behind; to be called before anything is written. */
  void recover() throws IOException {
    pending.recover();
    retire(index.query(queries -> queries.uploads().dropped()));
  }

  /**
   * Pulls a body. What is returned lasts only if a commit then refers to it.
   *
   * @throws IOException unchanged, whatever the body's stream throws
   */
  Content write(StoredBody body) throws IOException {
    if (body.length() <= INLINE_LIMIT) {
      return new Content.Inline(BodyPump.array(body));
    }
    String id = pending.reserve();
    boolean written = false;
    try {
      files.write(id, body);
      written = true;
    } finally {
      if (!written) {
        pending.discard(id);
      }
    }
    return new Content.InFile(id);
  }

  /** Deletes what was written for a commit that failed, if it is certain that it did. */
  void refused(Content content, StoreException reason) {
    // After any other fault the commit may yet turn out to be on the disk, with the file in it:
    // then only the next start can tell.
    if (content instanceof Content.InFile inFile && REFUSALS.contains(reason.fault())) {
      pending.discard(inFile.id());
    }
  }

  /**
   * Opens bytes, which stay readable until the stream is closed.
   *
   * @throws NoSuchFileException if they were deleted
   */
  InputStream open(Content content, ByteSpan span) throws IOException {
    if (content instanceof Content.Inline inline) {
      return inline.open(span);
    }
    return content instanceof Content.InFile inFile
        ? files.open(inFile.id(), span)
        : openParts(((Content.InParts) content).upload(), span);
  }

  private InputStream openParts(long upload, ByteSpan span) throws IOException {
    if (!leases.acquire(upload)) {
      throw new NoSuchFileException("the parts of upload " + upload);
    }
    PartsStream stream = new PartsStream(this, upload, span);
    boolean opened = false;
    try {
      stream.openPart();
      opened = true;
      return stream;
    } finally {
      if (!opened) {
        stream.close();
      }
    }
  }

  /**
   * Opens the part that holds the first byte of a span of an object, up to the end of either.
   *
   * @throws NoSuchFileException if it was deleted
   */
  InputStream openPart(long upload, ByteSpan span) throws IOException {
    Optional<Piece> found = index.query(queries -> queries.uploads().piece(upload, span.offset()));
    Piece piece = found.orElseThrow(() -> new NoSuchFileException("the parts of upload " + upload));
    long offset = span.offset() - piece.start();
    return open(
        piece.content(), new ByteSpan(offset, Math.min(span.length(), piece.size() - offset)));
  }

  /** Ends a reader of parts. */
  void release(long upload) {
    if (leases.release(upload)) {
      removal.remove(upload, () -> leases.forget(upload));
    }
  }

  /** Deletes bytes that nothing refers to any more, or has it done, or when none reads them. */
  void retire(Leftovers leftovers) {
    pending.retire(leftovers.files());
    leftovers.cut().forEach(removal::cut);
    for (long upload : leftovers.uploads()) {
      if (leases.end(upload)) {
        removal.remove(upload, () -> leases.forget(upload));
      }
    }
  }

  /** Ends the removal of what is of no use; the next start goes on with it. */
  @Override
  public void close() {
    removal.close();
  }
}
