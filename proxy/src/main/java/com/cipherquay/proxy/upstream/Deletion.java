package com.cipherquay.proxy.upstream;

import com.cipherquay.proxy.s3.xml.ObjectVersion;
import com.cipherquay.proxy.s3.xml.StoreDeletions;
import com.cipherquay.proxy.s3.xml.StoreDocuments;
import com.cipherquay.proxy.s3.xml.StoreRequests;
import com.cipherquay.store.StoreException;
import com.cipherquay.store.StoreFault;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One DeleteObjects request.
 *
 * @param bucket where the objects are
 * @param objects 1 to 1000 of them, by their whole names
 */
record Deletion(String bucket, List<ObjectVersion> objects) {

  private static final int MOST = 1000;

  // Every name percent-encoded with a version, or with a code and a message.
  private static final int ANSWER_LIMIT = MOST * 6 * 1024;

  Deletion {
    objects = List.copyOf(objects);
    if (objects.isEmpty() || objects.size() > MOST) {
      throw new IllegalArgumentException("1 to 1000 objects are deleted at once");
    }
  }

  /** Sends it; answers what could not be deleted, by name. */
  Map<String, StoreFault> send(UpstreamClient client) throws IOException {
    Payload.Bytes document = new Payload.Bytes(StoreRequests.deletion(objects));
    UpstreamRequest request =
        UpstreamRequest.of("POST", client.endpoint().address(bucket, ""))
            .query("delete", "")
            .header("content-type", "application/xml")
            .header("content-md5", document.md5())
            .payload(document, UpstreamRequest.Repeat.ALWAYS);
    try (UpstreamAnswer answer = client.send(request)) {
      return failures(answer);
    }
  }

  private Map<String, StoreFault> failures(UpstreamAnswer answer) throws StoreException {
    StoreDeletions result = Documents.read(answer, ANSWER_LIMIT, StoreDocuments::deletions);
    Set<String> asked = objects.stream().map(ObjectVersion::name).collect(Collectors.toSet());
    // Until the store says what became of it, nothing is deleted.
    Map<String, StoreFault> failures = new HashMap<>();
    asked.forEach(name -> failures.put(name, StoreFault.BROKEN));
    for (ObjectVersion deleted : result.deleted()) {
      failures.remove(deleted.name());
    }
    for (StoreDeletions.Failure failure : result.failures()) {
      if (!asked.contains(failure.name())) {
        throw answer.broken("is about an object that was not named");
      }
      StoreFault fault = Faults.byCode(failure.code()).orElse(StoreFault.BROKEN);
      if (fault == StoreFault.NO_SUCH_BUCKET) {
        // S3Proxy says it of every object instead of the request.
        throw new StoreException(fault, answer.request() + ": the bucket is not there");
      }
      if (fault == StoreFault.NO_SUCH_OBJECT) {
        failures.remove(failure.name());
      } else {
        failures.put(failure.name(), fault);
      }
    }
    return failures;
  }
}
