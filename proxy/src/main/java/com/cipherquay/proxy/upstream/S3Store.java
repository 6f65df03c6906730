package com.cipherquay.proxy.upstream;

import com.cipherquay.proxy.s3.xml.ObjectVersion;
import com.cipherquay.store.ArchiveStore;
import com.cipherquay.store.ByteRange;
import com.cipherquay.store.ObjectStore;
import com.cipherquay.store.StoreException;
import com.cipherquay.store.StoreFault;
import com.cipherquay.store.StoredBody;
import com.cipherquay.store.StoredDescription;
import com.cipherquay.store.StoredHead;
import com.cipherquay.store.StoredName;
import com.cipherquay.store.StoredObject;
import com.cipherquay.store.StoredPage;
import com.cipherquay.store.StoredPageRequest;
import com.cipherquay.store.StoredSource;
import com.cipherquay.store.TagStore;
import com.cipherquay.store.UploadStore;
import com.cipherquay.store.WriteCondition;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** One bucket of an S3, or what lies below a prefix in one. */
final class S3Store implements ObjectStore {

  // No S3 has an object of 1 PiB, and some overflow at positions far beyond.
  private static final long LARGEST = 1L << 50;

  private final UpstreamClient client;
  private final UpstreamSettings settings;
  private final UpstreamSettings.Place place;
  private final ObjectRequests requests;
  private final S3Uploads uploads;

  S3Store(UpstreamClient client, UpstreamSettings settings, UpstreamSettings.Place place) {
    this.client = client;
    this.settings = settings;
    this.place = place;
    this.requests = new ObjectRequests(client, place);
    this.uploads = new S3Uploads(client, requests);
  }

  @Override
  public String write(
      StoredName name, StoredBody body, StoredDescription description, WriteCondition condition)
      throws IOException {
    // Repeating a conditional write that did happen would report the own object as the obstacle.
    UpstreamRequest.Repeat repeat =
        condition instanceof WriteCondition.Always
            ? UpstreamRequest.Repeat.ALWAYS
            : UpstreamRequest.Repeat.IF_NOT_PROCESSED;
    UpstreamRequest request =
        ObjectRequests.conditional(
            ObjectRequests.described(requests.about("PUT", name), description), condition);
    String etag;
    try {
      etag = put(ObjectRequests.with(request, body, repeat), condition);
    } catch (StoreException e) {
      throw ObjectRequests.refusal(e, description);
    }
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

  @Override
  public StoredObject read(StoredName name, ByteRange range, Optional<String> ifMatch)
      throws IOException {
    if (range instanceof ByteRange.Suffix suffix && suffix.length() == 0) {
      // Ceph would answer with the whole object.
      throw new StoreException(StoreFault.RANGE_NOT_SATISFIABLE, "the last 0 bytes of " + name);
    }
    UpstreamRequest request = requests.about("GET", name);
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
    return requests.head(name);
  }

  @Override
  public void delete(StoredName name) throws IOException {
    try {
      client.perform(requests.about("DELETE", name));
    } catch (StoreException e) {
      // S3 answers 204 for what is not there, some others 404.
      if (e.fault() != StoreFault.NO_SUCH_OBJECT) {
        throw e;
      }
    }
  }

  @Override
  public void deleteIf(StoredName name, WriteCondition condition) throws IOException {
    requests.requireNow(name, condition);
    // Once more, one that happened would report that there is nothing.
    UpstreamRequest request =
        requests
            .about("DELETE", name)
            .payload(Payload.NONE, UpstreamRequest.Repeat.IF_NOT_PROCESSED);
    try {
      client.perform(ObjectRequests.conditional(request, condition));
    } catch (StoreException e) {
      throw e.fault() == StoreFault.NO_SUCH_OBJECT
          ? new StoreException(StoreFault.PRECONDITION_FAILED, name + " is not there any more", e)
          : e;
    }
  }

  @Override
  public Map<StoredName, StoreFault> deleteAll(List<StoredName> names) throws IOException {
    if (names.isEmpty()) {
      return Map.of();
    }
    Map<String, StoredName> asked = new HashMap<>();
    names.forEach(name -> asked.put(place.prefix() + name.value(), name));
    List<ObjectVersion> objects =
        asked.keySet().stream().map(name -> new ObjectVersion(name, "")).toList();
    Map<StoredName, StoreFault> failures = new HashMap<>();
    new Deletion(place.bucket(), objects)
        .send(client)
        .forEach((name, fault) -> failures.put(Objects.requireNonNull(asked.get(name)), fault));
    return failures;
  }

  @Override
  public StoredPage list(StoredPageRequest request) throws IOException {
    return new Listing(place, request).send(client);
  }

  @Override
  public String copy(
      StoredSource source, StoredName name, StoredDescription description, WriteCondition condition)
      throws IOException {
    ObjectRequests origin = new ObjectRequests(client, settings.place(source.bucket()));
    Copy copy = new Copy(requests, origin, source);
    return source.size() <= settings.copyLimit()
        ? copy.send(name, description, condition)
        : new CopyInParts(copy, uploads, settings.copyLimit()).send(name, description, condition);
  }

  @Override
  public void purge(String prefix) throws IOException {
    new Purge(client, place, prefix).run();
  }

  @Override
  public UploadStore uploads() {
    return uploads;
  }

  @Override
  public TagStore tags() {
    return new S3Tags(requests);
  }

  @Override
  public ArchiveStore archive() {
    return new S3Archive(requests);
  }
}
