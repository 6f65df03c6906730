package com.cipherquay.store;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The multipart uploads of one bucket in memory; every method is atomic. */
final class MemoryUploads {

  private static final class Part {

    private final byte[] body;
    private final String etag;
    private final Instant modified;

    private Part(byte[] body, String etag, Instant modified) {
      this.body = body;
      this.etag = etag;
      this.modified = modified;
    }
  }

  private static final class Upload {

    private final StoredDescription description;
    private final Instant initiated;
    private final TreeMap<Integer, Part> parts = new TreeMap<>();

    private Upload(StoredDescription description, Instant initiated) {
      this.description = description;
      this.initiated = initiated;
    }
  }

  private static final Comparator<StoredUpload> ORDER =
      Comparator.comparing(StoredUpload::name).thenComparing(StoredUpload::id);

  private final Clock clock;
  private final MemoryObjects objects;
  private final TreeMap<StoredUpload, Upload> uploads = new TreeMap<>(ORDER);

  MemoryUploads(Clock clock, MemoryObjects objects) {
    this.clock = clock;
    this.objects = objects;
  }

  synchronized String create(StoredName name, StoredDescription description) throws StoreException {
    MemoryLocks.requireNone(description);
    String id = MemoryObjects.randomTag();
    uploads.put(new StoredUpload(name, id), new Upload(description, clock.instant()));
    return id;
  }

  synchronized String put(StoredUpload upload, int number, byte[] body) throws StoreException {
    String etag = MemoryObjects.randomTag();
    find(upload).parts.put(number, new Part(body, etag, clock.instant()));
    return etag;
  }

  synchronized Written complete(
      StoredUpload upload, List<StoredPart> parts, WriteCondition condition) throws IOException {
    Upload found = find(upload);
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (StoredPart part : parts) {
      Part present = found.parts.get(part.number());
      if (present == null || !present.etag.equals(part.etag())) {
        throw new StoreException(StoreFault.INVALID_PART, part.toString());
      }
      body.write(present.body);
    }
    Written written = objects.put(upload.name(), body.toByteArray(), found.description, condition);
    uploads.remove(upload);
    return written;
  }

  synchronized void abort(StoredUpload upload) throws StoreException {
    Upload unused = find(upload);
    uploads.remove(upload);
  }

  synchronized StoredPartPage parts(StoredUpload upload, int after, int limit)
      throws StoreException {
    List<StoredPartPage.Entry> entries = new ArrayList<>();
    StorageClass storageClass = find(upload).description.storageClass();
    for (Map.Entry<Integer, Part> entry : find(upload).parts.tailMap(after, false).entrySet()) {
      if (entries.size() == limit) {
        return new StoredPartPage(entries, true, storageClass);
      }
      Part part = entry.getValue();
      entries.add(
          new StoredPartPage.Entry(
              new StoredPart(entry.getKey(), part.etag), part.body.length, part.modified));
    }
    return new StoredPartPage(entries, false, storageClass);
  }

  synchronized StoredUploadPage page(String prefix, UploadPosition after, int limit) {
    List<StoredUploadPage.Entry> entries = new ArrayList<>();
    for (Map.Entry<StoredUpload, Upload> entry : uploads.entrySet()) {
      String name = entry.getKey().name().value();
      String id = entry.getKey().id();
      if (!name.startsWith(prefix) || !isAfter(name, id, after)) {
        continue;
      }
      if (entries.size() == limit) {
        return new StoredUploadPage(entries, true);
      }
      entries.add(
          new StoredUploadPage.Entry(
              name, id, entry.getValue().initiated, entry.getValue().description.storageClass()));
    }
    return new StoredUploadPage(entries, false);
  }

  private static boolean isAfter(String name, String id, UploadPosition after) {
    int order = name.compareTo(after.name());
    return order > 0 || (order == 0 && !after.id().isEmpty() && id.compareTo(after.id()) > 0);
  }

  private Upload find(StoredUpload upload) throws StoreException {
    Upload found = uploads.get(upload);
    if (found == null) {
      throw new StoreException(StoreFault.NO_SUCH_UPLOAD, upload.toString());
    }
    return found;
  }
}
