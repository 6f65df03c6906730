package com.cipherquay.proxy.upstream;

import com.cipherquay.store.ArchiveStore;
import com.cipherquay.store.ByteRange;
import com.cipherquay.store.LifecycleStore;
import com.cipherquay.store.LockStore;
import com.cipherquay.store.ObjectStore;
import com.cipherquay.store.StoreException;
import com.cipherquay.store.StoreFault;
import com.cipherquay.store.StoredBody;
import com.cipherquay.store.StoredDeletion;
import com.cipherquay.store.StoredDeletions;
import com.cipherquay.store.StoredDescription;
import com.cipherquay.store.StoredHead;
import com.cipherquay.store.StoredName;
import com.cipherquay.store.StoredObject;
import com.cipherquay.store.StoredPage;
import com.cipherquay.store.StoredPageRequest;
import com.cipherquay.store.StoredSource;
import com.cipherquay.store.StoredVersion;
import com.cipherquay.store.TagStore;
import com.cipherquay.store.UploadStore;
import com.cipherquay.store.VersionStore;
import com.cipherquay.store.WriteCondition;
import com.cipherquay.store.Written;
import java.io.IOException;
import java.util.List;
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
  private final S3Versions versions;

  S3Store(UpstreamClient client, UpstreamSettings settings, UpstreamSettings.Place place) {
    this.client = client;
    this.settings = settings;
    this.place = place;
    this.requests = new ObjectRequests(client, place);
    this.uploads = new S3Uploads(client, requests);
    this.versions = new S3Versions(client, requests);
  }

  @Override
  public Written write(
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
    Written written;
    try {
      written = put(requests.with(request, body, repeat), condition);
    } catch (StoreException e) {
      throw requests.refusal(e, description);
    }
    if (condition instanceof WriteCondition.IfAbsent) {
      new AbsenceCheck(requests, name).require(written);
    }
    return requests.written(name, written);
  }

  private Written put(UpstreamRequest request, WriteCondition condition) throws IOException {
    try (UpstreamAnswer answer = client.send(request)) {
      var unused = answer.document(Faults.ERROR_LIMIT);
      return ObjectAnswer.written(answer, ObjectAnswer.etag(answer));
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
  public StoredObject read(StoredVersion object, ByteRange range, Optional<String> ifMatch)
      throws IOException {
    if (range instanceof ByteRange.Suffix suffix && suffix.length() == 0) {
      // Ceph would answer with the whole object.
      throw new StoreException(StoreFault.RANGE_NOT_SATISFIABLE, "the last 0 bytes of " + object);
    }
    UpstreamRequest request = requests.about("GET", object);
    if (!(range instanceof ByteRange.Whole)) {
      request = request.header("range", rangeField(range));
    }
    if (ifMatch.isPresent()) {
      request = request.header("if-match", "\"" + ifMatch.get() + "\"");
    }
    UpstreamAnswer answer = sendRead(request, object);
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

  private UpstreamAnswer sendRead(UpstreamRequest request, StoredVersion object)
      throws IOException {
    try {
      return client.send(request);
    } catch (StoreException e) {
      throw new MissingVersion(requests, object).explain(e);
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
  public StoredHead head(StoredVersion object) throws IOException {
    return requests.head(object);
  }

  @Override
  public StoredDeletion delete(StoredVersion object) throws IOException {
    return new Deletions(requests, false).delete(object);
  }

  @Override
  public StoredDeletion deleteIf(StoredName name, WriteCondition condition) throws IOException {
    requests.requireNow(name, condition);
    // Once more, one that happened would report that there is nothing.
    UpstreamRequest request =
        requests
            .about("DELETE", name)
            .payload(Payload.NONE, UpstreamRequest.Repeat.IF_NOT_PROCESSED);
    try (UpstreamAnswer answer = client.send(ObjectRequests.conditional(request, condition))) {
      var unused = answer.document(Faults.ERROR_LIMIT);
      return new StoredDeletion(ObjectAnswer.isMarker(answer), ObjectAnswer.versionId(answer));
    } catch (StoreException e) {
      throw e.fault() == StoreFault.NO_SUCH_OBJECT
          ? new StoreException(StoreFault.PRECONDITION_FAILED, name + " is not there any more", e)
          : e;
    }
  }

  @Override
  public StoredDeletions deleteAll(List<StoredVersion> objects) throws IOException {
    return new Deletions(requests, false).deleteAll(objects);
  }

  @Override
  public StoredPage list(StoredPageRequest request) throws IOException {
    return new Listing(place, request).send(client);
  }

  @Override
  public Written copy(
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

  @Override
  public VersionStore versions() {
    return versions;
  }

  @Override
  public LifecycleStore lifecycle() {
    return new S3Lifecycle(requests);
  }

  @Override
  public LockStore locks() {
    return new S3Locks(requests);
  }
}
