package com.cipherquay.proxy.upstream;

import com.cipherquay.proxy.s3.xml.StoreDocuments;
import com.cipherquay.proxy.s3.xml.StoreLifecycle;
import com.cipherquay.store.LifecycleStore;
import com.cipherquay.store.StoreException;
import com.cipherquay.store.StoreFault;
import com.cipherquay.store.StoredRule;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The lifecycle rules of one place, which its S3 follows by itself. */
record S3Lifecycle(ObjectRequests requests) implements LifecycleStore {

  private static final String SUB_RESOURCE = "lifecycle";

  // A thousand rules of a stored prefix and ten stored tags.
  private static final int ANSWER_LIMIT = 8 << 20;

  @Override
  public void replace(List<StoredRule> rules) throws IOException {
    byte[] document = UpstreamRules.document(rules).toXml().array();
    if (rules.stream().noneMatch(UpstreamRules::asksForMuch)) {
      put(document);
      return;
    }
    Optional<byte[]> before = read();
    put(document);
    if (!isUnderstood(document)) {
      undo(before);
      throw new StoreException(
          StoreFault.UNSUPPORTED, "the store left out a part of the lifecycle rules");
    }
  }

  private void put(byte[] document) throws IOException {
    Payload.Bytes payload = new Payload.Bytes(document);
    perform(
        about("PUT")
            .header("content-type", "application/xml")
            .header("content-md5", payload.md5())
            .payload(payload, UpstreamRequest.Repeat.ALWAYS));
  }

  /** Whether the store has kept all conditions: some do not know the newer ones. */
  private boolean isUnderstood(byte[] sent) throws IOException {
    Optional<byte[]> kept = read();
    return kept.isPresent() && narrowing(kept.get()).equals(narrowing(sent));
  }

  private static StoreLifecycle narrowing(byte[] document) throws StoreException {
    try {
      return StoreDocuments.lifecycle(document);
    } catch (IOException e) {
      throw new StoreException(StoreFault.BROKEN, "the lifecycle rules are no document", e);
    }
  }

  private Optional<byte[]> read() throws IOException {
    try (UpstreamAnswer answer = requests.client().send(about("GET"))) {
      return Optional.of(answer.document(ANSWER_LIMIT));
    } catch (StoreException e) {
      // NoSuchLifecycleConfiguration.
      if (e.fault() == StoreFault.NO_SUCH_OBJECT) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private void undo(Optional<byte[]> before) throws IOException {
    if (before.isPresent()) {
      put(before.get());
    } else {
      remove();
    }
  }

  @Override
  public void remove() throws IOException {
    perform(about("DELETE"));
  }

  private void perform(UpstreamRequest request) throws IOException {
    try {
      requests.client().perform(request);
    } catch (StoreException e) {
      // What is well-formed and refused is beyond the store.
      throw e.fault() == StoreFault.BROKEN || e.fault() == StoreFault.CLASS_UNSUPPORTED
          ? new StoreException(StoreFault.UNSUPPORTED, "the store refuses lifecycle rules", e)
          : e;
    }
  }

  /** The rules of a bucket in which the place is only a part are not the place's. */
  private UpstreamRequest about(String method) throws StoreException {
    if (!requests.place().prefix().isEmpty()) {
      throw new StoreException(
          StoreFault.UNSUPPORTED, "a part of the bucket " + requests.place().bucket());
    }
    return requests.aboutBucket(method).query(SUB_RESOURCE, "");
  }

  @Override
  public long follow(Instant now) {
    return 0;
  }
}
