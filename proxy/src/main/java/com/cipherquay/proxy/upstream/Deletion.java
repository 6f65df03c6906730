package com.cipherquay.proxy.upstream;

import com.cipherquay.proxy.s3.xml.StoreDeletions;
import com.cipherquay.proxy.s3.xml.StoreDocuments;
import com.cipherquay.proxy.s3.xml.StoreRequests;
import com.cipherquay.store.StoreException;
import com.cipherquay.store.StoreFault;
import com.cipherquay.store.StoredName;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One DeleteObjects request.
 *
 * @param place where the objects are
 * @param names 1 to 1000 of them
 */
record Deletion(UpstreamSettings.Place place, List<StoredName> names) {

  private static final int MOST = 1000;

  // Every name percent-encoded with a code and a message.
  private static final int ANSWER_LIMIT = MOST * 6 * 1024;

  Deletion {
    if (names.isEmpty() || names.size() > MOST) {
      throw new IllegalArgumentException("1 to 1000 objects are deleted at once");
    }
  }

  /** Sends it; answers what could not be deleted. */
  Map<StoredName, StoreFault> send(UpstreamClient client) throws IOException {
    byte[] document =
        StoreRequests.deletion(names.stream().map(name -> place.prefix() + name.value()).toList());
    UpstreamRequest request =
        UpstreamRequest.of("POST", client.endpoint().address(place.bucket(), ""))
            .query("delete", "")
            .header("content-type", "application/xml")
            .header("content-md5", md5(document))
            .payload(new Payload.Bytes(document), UpstreamRequest.Repeat.ALWAYS);
    try (UpstreamAnswer answer = client.send(request)) {
      return failures(answer);
    }
  }

  /** DeleteObjects is the one request that S3 takes only with a checksum. */
  private static String md5(byte[] document) {
    try {
      byte[] digest = MessageDigest.getInstance("MD5").digest(document);
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has MD5", e);
    }
  }

  private Map<StoredName, StoreFault> failures(UpstreamAnswer answer) throws StoreException {
    Map<String, StoredName> asked = new HashMap<>();
    names.forEach(name -> asked.put(place.prefix() + name.value(), name));
    Map<StoredName, StoreFault> failures = new HashMap<>();
    for (StoreDeletions.Failure failure : read(answer).failures()) {
      StoredName name = asked.get(failure.name());
      if (name == null) {
        throw answer.broken("is about an object that was not named");
      }
      StoreFault fault = Faults.byCode(failure.code()).orElse(StoreFault.BROKEN);
      if (fault == StoreFault.NO_SUCH_BUCKET) {
        // S3Proxy says it of every object instead of the request.
        throw new StoreException(fault, answer.request() + ": the bucket is not there");
      }
      if (fault != StoreFault.NO_SUCH_OBJECT) {
        failures.put(name, fault);
      }
    }
    return failures;
  }

  private static StoreDeletions read(UpstreamAnswer answer) throws StoreException {
    byte[] document = answer.document(ANSWER_LIMIT);
    try {
      return StoreDocuments.deletions(document);
    } catch (IOException e) {
      throw Faults.instead(answer, "DeleteResult", document, e);
    }
  }
}
