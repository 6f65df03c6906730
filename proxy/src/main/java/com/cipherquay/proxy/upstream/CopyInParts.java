package com.cipherquay.proxy.upstream;

import com.cipherquay.store.StoreException;
import com.cipherquay.store.StoreFault;
import com.cipherquay.store.StoredDescription;
import com.cipherquay.store.StoredName;
import com.cipherquay.store.StoredPart;
import com.cipherquay.store.StoredUpload;
import com.cipherquay.store.StoredVersion;
import com.cipherquay.store.UploadStore;
import com.cipherquay.store.WriteCondition;
import com.cipherquay.store.Written;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * The copy of an object that is larger than the store copies at once: an upload whose parts are
 * copied (AWS, UploadPartCopy).
 *
 * @param copy what is copied to where
 * @param uploads of the place that is copied to
 * @param copyLimit how many bytes the store copies at once
 */
record CopyInParts(Copy copy, UploadStore uploads, long copyLimit) {

  // A store copies some hundred megabytes a second, and the others wait for a thread of their own.
  private static final long USUAL_PART = 512L << 20;

  private static final int THREADS = 4;

  // No answer is waited for so long.
  private static final Duration LONGEST = Duration.ofHours(1);

  /**
   * Makes the copy.
   *
   * @return its entity tag and version
   */
  Written send(StoredName name, StoredDescription description, WriteCondition condition)
      throws IOException {
    copy.target().requireNow(name, condition);
    StoredUpload upload = new StoredUpload(name, uploads.create(name, tagged(description)));
    try {
      List<StoredPart> parts = copyAll(upload);
      // Ceph copies parts without regard to the condition.
      copy.requireUnchanged();
      return uploads.complete(upload, parts, condition);
    } catch (IOException | RuntimeException e) {
      try {
        uploads.abort(upload);
      } catch (IOException notAborted) {
        e.addSuppressed(notAborted);
      }
      throw e;
    }
  }

  /** An upload takes nothing along of what its parts are copied from. */
  private StoredDescription tagged(StoredDescription description) throws IOException {
    if (description.tags().isPresent()) {
      return description;
    }
    try {
      StoredVersion source = StoredVersion.current(copy.source().name());
      return description.with(new S3Tags(copy.origin()).get(source));
    } catch (StoreException e) {
      if (e.fault() == StoreFault.TAGS_UNSUPPORTED) {
        return description;
      }
      throw e;
    }
  }

  /** As few as may be, and none of less than 5 MiB but the last. */
  private long partSize() {
    long size = copy.source().size();
    long least = (size + StoredPart.MAX_NUMBER - 1) / StoredPart.MAX_NUMBER;
    return Math.max(least, Math.min(copyLimit, USUAL_PART));
  }

  private List<StoredPart> copyAll(StoredUpload upload) throws IOException {
    long size = copy.source().size();
    long partSize = partSize();
    List<Callable<StoredPart>> tasks = new ArrayList<>();
    for (long first = 0; first < size; first += partSize) {
      int number = tasks.size() + 1;
      String range = "bytes=" + first + "-" + (Math.min(first + partSize, size) - 1);
      tasks.add(() -> copyPart(upload, number, range));
    }
    ExecutorService threads = Executors.newFixedThreadPool(Math.min(THREADS, tasks.size()));
    List<Future<StoredPart>> parts = tasks.stream().map(threads::submit).toList();
    try {
      List<StoredPart> copied = new ArrayList<>(parts.size());
      for (Future<StoredPart> part : parts) {
        copied.add(part.get());
      }
      return copied;
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException cause ? cause : new IOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while copying " + upload.name());
    } finally {
      parts.forEach(part -> part.cancel(false));
      threads.shutdown();
      await(threads);
    }
  }

  /** A part that comes after its upload was aborted may stay: what has begun comes to its end. */
  private static void await(ExecutorService threads) {
    try {
      boolean ended = threads.awaitTermination(LONGEST.toSeconds(), TimeUnit.SECONDS);
      if (!ended) {
        threads.shutdownNow();
      }
    } catch (InterruptedException e) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  private StoredPart copyPart(StoredUpload upload, int number, String range) throws IOException {
    UpstreamRequest request =
        copy.target()
            .about("PUT", upload.name())
            .query("partNumber", Integer.toString(number))
            .query("uploadId", upload.id())
            .header("x-amz-copy-source", copy.sourceField())
            .header("x-amz-copy-source-range", range)
            .whichTakesLong();
    try {
      String etag = copy.performed(request).etag();
      if (etag.isEmpty()) {
        throw new StoreException(StoreFault.BROKEN, request + " was answered without ETag");
      }
      return new StoredPart(number, etag);
    } catch (StoreException e) {
      boolean changed =
          e.fault() == StoreFault.PRECONDITION_FAILED
              || e.fault() == StoreFault.RANGE_NOT_SATISFIABLE;
      throw changed
          ? new StoreException(
              StoreFault.SOURCE_CHANGED, copy.source().name() + " is another now", e)
          : e;
    }
  }
}
