package com.cipherquay.proxy.upstream;

import com.cipherquay.store.BodyPump;
import com.cipherquay.store.ByteRange;
import com.cipherquay.store.ObjectStore;
import com.cipherquay.store.StoreException;
import com.cipherquay.store.StoreFault;
import com.cipherquay.store.StoredBody;
import com.cipherquay.store.StoredHead;
import com.cipherquay.store.StoredMetadata;
import com.cipherquay.store.StoredName;
import com.cipherquay.store.StoredObject;
import com.cipherquay.store.StoredPage;
import com.cipherquay.store.StoredPageRequest;
import com.cipherquay.store.StoredSource;
import com.cipherquay.store.UploadStore;
import com.cipherquay.store.WriteCondition;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One bucket of an S3, or what lies below a prefix in one. */
final class S3Store implements ObjectStore {

  // One segment of the vault with everything around it: written at once, and again if need be.
  private static final int SMALL = 80 * 1024;

  // No S3 has an object of 1 PiB, and some overflow at positions far beyond.
  private static final long LARGEST = 1L << 50;

  private final UpstreamClient client;
  private final UpstreamSettings.Place place;

  S3Store(UpstreamClient client, UpstreamSettings.Place place) {
    this.client = client;
    this.place = place;
  }

  @Override
  public String write(
      StoredName name, StoredBody body, StoredMetadata metadata, WriteCondition condition)
      throws IOException {
    UpstreamRequest request =
        object("PUT", name).header("content-type", "application/octet-stream");
    if (!metadata.isEmpty()) {
      request = request.header(ObjectAnswer.METADATA, ObjectAnswer.encode(metadata));
    }
    String etag = put(payload(conditional(request, condition), body, condition), condition);
    // Ceph answers some writes without one.
    return etag.isEmpty() ? head(name).etag() : etag;
  }

  private String put(UpstreamRequest request, WriteCondition condition) throws IOException {
    try (UpstreamAnswer answer = client.send(request)) {
      var unused = answer.document(Faults.ERROR_LIMIT);
      return ObjectAnswer.etag(answer);
    } catch (StoreException e) {
      // S3 answers If-Match on nothing with NoSuchKey.
      if (e.fault() == StoreFault.NO_SUCH_OBJECT && condition instanceof WriteCondition.IfMatch) {
        throw new StoreException(
            StoreFault.PRECONDITION_FAILED, request + ": nothing is there to match", e);
      }
      throw e;
    }
  }

  private static UpstreamRequest conditional(UpstreamRequest request, WriteCondition condition)
      throws StoreException {
    if (condition instanceof WriteCondition.IfAbsent) {
      return request.header("if-none-match", "*");
    }
    if (condition instanceof WriteCondition.IfMatch match) {
      if (!match.isPlain()) {
        throw new StoreException(
            StoreFault.PRECONDITION_FAILED, request + ": no store has such a tag");
      }
      // Without quotes: Ceph compares it with its own tag as it stands, and AWS takes either.
      return request.header("if-match", match.etag());
    }
    return request;
  }

  private static UpstreamRequest payload(
      UpstreamRequest request, StoredBody body, WriteCondition condition) throws IOException {
    if (body.length() > SMALL) {
      return request.payload(new Payload.Streamed(body), UpstreamRequest.Repeat.NEVER);
    }
    // Repeating a conditional write that did happen would report the own object as the obstacle.
    return request.payload(
        new Payload.Bytes(BodyPump.array(body)),
        condition instanceof WriteCondition.Always
            ? UpstreamRequest.Repeat.ALWAYS
            : UpstreamRequest.Repeat.IF_NOT_PROCESSED);
  }

  @Override
  public StoredObject read(StoredName name, ByteRange range, Optional<String> ifMatch)
      throws IOException {
    if (range instanceof ByteRange.Suffix suffix && suffix.length() == 0) {
      // Ceph would answer with the whole object.
      throw new StoreException(StoreFault.RANGE_NOT_SATISFIABLE, "the last 0 bytes of " + name);
    }
    UpstreamRequest request = object("GET", name);
    if (!(range instanceof ByteRange.Whole)) {
      request = request.header("range", rangeField(range));
    }
    if (ifMatch.isPresent()) {
      request = request.header("if-match", "\"" + ifMatch.get() + "\"");
    }
    UpstreamAnswer answer = client.send(request);
    try {
      ObjectAnswer.Extent extent = ObjectAnswer.extent(answer, range);
      StoredHead head = ObjectAnswer.head(answer, extent.size());
      AnswerBody body = new AnswerBody(answer, extent.length());
      return new StoredObject(head, extent.offset(), extent.length(), body);
    } catch (StoreException broken) {
      answer.close();
      throw broken;
    }
  }

  private static String rangeField(ByteRange range) {
    if (range instanceof ByteRange.From from) {
      return "bytes=" + from.first() + "-";
    }
    if (range instanceof ByteRange.Between between) {
      long last = Math.max(between.first(), Math.min(between.last(), LARGEST));
      return "bytes=" + between.first() + "-" + last;
    }
    if (range instanceof ByteRange.Suffix suffix) {
      return "bytes=-" + Math.min(suffix.length(), LARGEST);
    }
    throw new IllegalArgumentException(range + " needs no field");
  }

  @Override
  public StoredHead head(StoredName name) throws IOException {
    try (UpstreamAnswer answer = client.send(object("HEAD", name))) {
      return ObjectAnswer.head(answer, ObjectAnswer.contentLength(answer));
    }
  }

  @Override
  public void delete(StoredName name) throws IOException {
    try {
      client.perform(object("DELETE", name));
    } catch (StoreException e) {
      // S3 answers 204 for what is not there, some others 404.
      if (e.fault() != StoreFault.NO_SUCH_OBJECT) {
        throw e;
      }
    }
  }

  @Override
  public Map<StoredName, StoreFault> deleteAll(List<StoredName> names) throws IOException {
    if (names.isEmpty()) {
      return Map.of();
    }
    return new Deletion(place, names).send(client);
  }

  @Override
  public StoredPage list(StoredPageRequest request) throws IOException {
    return new Listing(place, request).send(client);
  }

  private UpstreamRequest object(String method, StoredName name) throws StoreException {
    return UpstreamRequest.of(
        method, client.endpoint().address(place.bucket(), place.prefix() + name.value()));
  }

  @Override
  public String copy(
      StoredSource source, StoredName name, StoredMetadata metadata, WriteCondition condition)
      throws IOException {
    throw new StoreException(StoreFault.UNSUPPORTED, "copy");
  }

  @Override
  public void purge(String prefix) throws IOException {
    throw new StoreException(StoreFault.UNSUPPORTED, "purge");
  }

  @Override
  public UploadStore uploads() {
    throw new UnsupportedOperationException("uploads");
  }
}
