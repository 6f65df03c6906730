package com.cipherquay.proxy.upstream;

import com.cipherquay.proxy.s3.xml.ObjectVersion;
import com.cipherquay.proxy.s3.xml.StoreDeletions;
import com.cipherquay.proxy.s3.xml.StoreDocuments;
import com.cipherquay.proxy.s3.xml.StoreRequests;
import com.cipherquay.store.StoreException;
import com.cipherquay.store.StoreFault;
import com.cipherquay.store.StoredDeletion;
import java.io.IOException;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One DeleteObjects request.
 *
 * @param bucket where the objects are
 * @param objects 1 to 1000 of them, by their whole names
 * @param bypassGovernance whether past retentions of that mode
 */
record Deletion(String bucket, List<ObjectVersion> objects, boolean bypassGovernance) {

  private static final int MOST = 1000;

  // Every name percent-encoded with a version, or with a code and a message.
  private static final int ANSWER_LIMIT = MOST * 6 * 1024;

  /** What is said of an object that is not there, and so is as good as deleted. */
  private static final Set<StoreFault> NOT_THERE =
      EnumSet.of(StoreFault.NO_SUCH_OBJECT, StoreFault.NO_SUCH_VERSION);

  /**
   * What became of the objects.
   *
   * @param deleted what is gone, or never was there
   * @param failures what is still there
   */
  record Outcome(
      Map<ObjectVersion, StoredDeletion> deleted, Map<ObjectVersion, StoreFault> failures) {}

  Deletion {
    objects = List.copyOf(objects);
    if (objects.isEmpty() || objects.size() > MOST) {
      throw new IllegalArgumentException("1 to 1000 objects are deleted at once");
    }
  }

  /** Sends it; looks once more at each that is refused, in case it is locked. */
  Outcome send(UpstreamClient client) throws IOException {
    Outcome outcome = request(client);
    LockCheck check = new LockCheck(client, bucket, bypassGovernance);
    outcome.failures().replaceAll((object, fault) -> check.explain(fault, object));
    return outcome;
  }

  private Outcome request(UpstreamClient client) throws IOException {
    boolean ofVersions = objects.stream().noneMatch(object -> object.version().isEmpty());
    Payload.Bytes document = new Payload.Bytes(StoreRequests.deletion(objects));
    UpstreamRequest request =
        UpstreamRequest.of("POST", client.endpoint().address(bucket, ""))
            .query("delete", "")
            .header("content-type", "application/xml")
            .header("content-md5", document.md5())
            .payload(document, Deletions.repeat(ofVersions));
    try (UpstreamAnswer answer = client.send(LockHeaders.bypassing(request, bypassGovernance))) {
      return outcome(answer);
    }
  }

  private Outcome outcome(UpstreamAnswer answer) throws StoreException {
    StoreDeletions result = Documents.read(answer, ANSWER_LIMIT, StoreDocuments::deletions);
    Map<ObjectVersion, StoredDeletion> deleted = new HashMap<>();
    Map<ObjectVersion, StoreFault> failures = new HashMap<>();
    Set<ObjectVersion> named = Set.copyOf(objects);
    // Until the store says what became of it, nothing is deleted.
    objects.forEach(object -> failures.put(object, StoreFault.BROKEN));
    for (StoreDeletions.Deleted gone : result.deleted()) {
      for (ObjectVersion object : asked(named, gone.object())) {
        failures.remove(object);
        deleted.put(object, deletion(gone));
      }
    }
    for (StoreDeletions.Failure failure : result.failures()) {
      List<ObjectVersion> about = asked(named, failure.object());
      if (about.isEmpty()) {
        throw answer.broken("is about an object that was not named");
      }
      StoreFault fault = fault(answer, failure);
      for (ObjectVersion object : about) {
        if (NOT_THERE.contains(fault)) {
          failures.remove(object);
          deleted.put(object, new StoredDeletion(false, version(object.version())));
        } else {
          deleted.remove(object);
          failures.put(object, fault);
        }
      }
    }
    return new Outcome(deleted, failures);
  }

  /** What an answer is about: some stores leave the version out, or add that of the latest. */
  private List<ObjectVersion> asked(Set<ObjectVersion> named, ObjectVersion said) {
    if (named.contains(said)) {
      return List.of(said);
    }
    return objects.stream()
        .filter(object -> object.name().equals(said.name()))
        .filter(object -> object.version().isEmpty() || said.version().isEmpty())
        .toList();
  }

  private static StoreFault fault(UpstreamAnswer answer, StoreDeletions.Failure failure)
      throws StoreException {
    boolean ofVersion = !failure.object().version().isEmpty();
    if (ofVersion && failure.code().equals(Faults.INVALID_ARGUMENT)) {
      return StoreFault.INVALID_VERSION;
    }
    StoreFault fault = Faults.byCode(failure.code()).orElse(StoreFault.BROKEN);
    if (fault == StoreFault.NO_SUCH_BUCKET) {
      // S3Proxy says it of every object instead of the request.
      throw new StoreException(fault, answer.request() + ": the bucket is not there");
    }
    return fault;
  }

  private static StoredDeletion deletion(StoreDeletions.Deleted gone) {
    String made = gone.marker() ? gone.markerVersion() : "";
    return new StoredDeletion(
        gone.marker(), version(made.isEmpty() ? gone.object().version() : made));
  }

  private static Optional<String> version(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }
}
