package com.cipherquay.proxy.upstream;

import com.cipherquay.proxy.s3.xml.ObjectVersion;
import com.cipherquay.store.StoreException;
import com.cipherquay.store.StoreFault;
import com.cipherquay.store.StoredDeletion;
import com.cipherquay.store.StoredDeletions;
import com.cipherquay.store.StoredVersion;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The deletions of objects of one place.
 *
 * @param bypassGovernance whether past retentions of that mode
 */
record Deletions(ObjectRequests requests, boolean bypassGovernance) {

  /** Deletes one. */
  StoredDeletion delete(StoredVersion object) throws IOException {
    UpstreamRequest request =
        LockHeaders.bypassing(
            requests
                .about("DELETE", object)
                .payload(Payload.NONE, repeat(object.versionId().isPresent())),
            bypassGovernance);
    try (UpstreamAnswer answer = requests.client().send(request)) {
      var unused = answer.document(Faults.ERROR_LIMIT);
      return new StoredDeletion(
          ObjectAnswer.isMarker(answer), ObjectAnswer.versionId(answer).or(object::versionId));
    } catch (StoreException e) {
      // S3 answers 204 for what is not there, some others 404.
      if (e.fault() != StoreFault.NO_SUCH_OBJECT && e.fault() != StoreFault.NO_SUCH_VERSION) {
        throw lockCheck().explain(e, whole(object));
      }
      return new StoredDeletion(false, object.versionId());
    }
  }

  /** In a bucket that keeps versions one that is repeated leaves two delete markers. */
  static UpstreamRequest.Repeat repeat(boolean ofVersions) {
    return ofVersions ? UpstreamRequest.Repeat.ALWAYS : UpstreamRequest.Repeat.IF_NOT_PROCESSED;
  }

  private LockCheck lockCheck() {
    return new LockCheck(requests.client(), requests.place().bucket(), bypassGovernance);
  }

  private ObjectVersion whole(StoredVersion object) {
    return new ObjectVersion(
        requests.place().prefix() + object.name().value(), object.versionId().orElse(""));
  }

  /** Deletes up to a thousand. */
  StoredDeletions deleteAll(List<StoredVersion> objects) throws IOException {
    Map<ObjectVersion, StoredVersion> asked = new LinkedHashMap<>();
    objects.forEach(object -> asked.put(whole(object), object));
    Map<StoredVersion, StoredDeletion> deleted = new HashMap<>();
    Map<StoredVersion, StoreFault> failures = new HashMap<>();
    if (!asked.isEmpty()) {
      Deletion deletion =
          new Deletion(requests.place().bucket(), List.copyOf(asked.keySet()), bypassGovernance);
      Deletion.Outcome outcome = deletion.send(requests.client());
      outcome
          .deleted()
          .forEach((object, gone) -> deleted.put(Objects.requireNonNull(asked.get(object)), gone));
      outcome
          .failures()
          .forEach((object, why) -> failures.put(Objects.requireNonNull(asked.get(object)), why));
    }
    return new StoredDeletions(deleted, failures);
  }
}
