package com.cipherquay.proxy.upstream;

import com.cipherquay.proxy.s3.xml.LegalHoldDocument;
import com.cipherquay.proxy.s3.xml.LockDocument;
import com.cipherquay.proxy.s3.xml.ObjectVersion;
import com.cipherquay.proxy.s3.xml.RetentionDocument;
import com.cipherquay.proxy.s3.xml.StoreDocuments;
import com.cipherquay.proxy.s3.xml.StoreLocks;
import com.cipherquay.store.DefaultRetention;
import com.cipherquay.store.LegalHold;
import com.cipherquay.store.LockConfiguration;
import com.cipherquay.store.LockStore;
import com.cipherquay.store.Retention;
import com.cipherquay.store.RetentionMode;
import com.cipherquay.store.StoreException;
import com.cipherquay.store.StoreFault;
import com.cipherquay.store.StoredDeletion;
import com.cipherquay.store.StoredDeletions;
import com.cipherquay.store.StoredVersion;
import java.io.IOException;
import java.time.Instant;
import java.time.Period;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The locks on the versions of one place, which the store enforces. */
record S3Locks(ObjectRequests requests) implements LockStore {

  /** What is said of a request about locks by stores and buckets that have none. */
  private static final Set<StoreFault> UNCLEAR =
      EnumSet.of(StoreFault.UNSUPPORTED, StoreFault.BROKEN, StoreFault.INVALID_VERSION);

  private static final Set<StoreFault> NONE =
      EnumSet.of(
          StoreFault.LOCK_UNSUPPORTED, StoreFault.NO_LOCK_CONFIGURATION, StoreFault.NO_SUCH_BUCKET);

  @Override
  public LockConfiguration configuration() throws IOException {
    UpstreamRequest request = requests.aboutBucket("GET").query("object-lock", "");
    try (UpstreamAnswer answer = requests.client().send(request)) {
      StoreLocks locks = Documents.read(answer, Faults.ERROR_LIMIT, StoreDocuments::locks);
      return new LockConfiguration(
          locks.retention().isPresent()
              ? Optional.of(retention(answer, locks.retention().get()))
              : Optional.empty());
    } catch (StoreException e) {
      throw switch (e.fault()) {
        case UNSUPPORTED ->
            new StoreException(StoreFault.LOCK_UNSUPPORTED, "the store has no locks", e);
        default -> e;
      };
    }
  }

  private static DefaultRetention retention(UpstreamAnswer answer, StoreLocks.Retention retention)
      throws StoreException {
    Optional<RetentionMode> mode = LockHeaders.mode(retention.mode());
    Period period = Period.of(retention.years(), 0, retention.days());
    if (mode.isEmpty() || !DefaultRetention.isValid(period)) {
      throw answer.broken("has no DefaultRetention of S3");
    }
    return new DefaultRetention(mode.get(), period);
  }

  /** Of a bucket in which the place is only a part, this is not the place's to change. */
  @Override
  public void setConfiguration(LockConfiguration configuration) throws IOException {
    if (!requests.place().prefix().isEmpty()) {
      throw new StoreException(
          StoreFault.UNSUPPORTED, "a part of the bucket " + requests.place().bucket());
    }
    if (configuration.defaultRetention().isPresent()) {
      Retention first = configuration.defaultRetention().get().from(Instant.now());
      LockHeaders.requireKeepable(first.until());
    }
    Optional<LockDocument.Rule> rule =
        configuration
            .defaultRetention()
            .map(it -> new LockDocument.Rule(it.mode().name(), it.days(), it.years()));
    Payload.Bytes document = new Payload.Bytes(new LockDocument(rule).toXml().array());
    try {
      put(requests.aboutBucket("PUT").query("object-lock", ""), document);
    } catch (StoreException e) {
      throw explain(e);
    }
  }

  private void put(UpstreamRequest request, Payload.Bytes document) throws IOException {
    requests
        .client()
        .perform(
            request
                .header("content-type", "application/xml")
                .header("content-md5", document.md5())
                .payload(document, UpstreamRequest.Repeat.ALWAYS));
  }

  @Override
  public void setRetention(
      StoredVersion object, Optional<Retention> retention, boolean bypassGovernance)
      throws IOException {
    if (retention.isPresent()) {
      LockHeaders.requireKeepable(retention.get().until());
    }
    RetentionDocument content =
        new RetentionDocument(
            retention.map(it -> it.mode().name()), retention.map(it -> it.until().toString()));
    UpstreamRequest request = about(object, "retention");
    try {
      put(
          LockHeaders.bypassing(request, bypassGovernance),
          new Payload.Bytes(content.toXml().array()));
    } catch (StoreException e) {
      String name = requests.place().prefix() + object.name().value();
      ObjectVersion version = new ObjectVersion(name, object.versionId().orElse(""));
      LockCheck check =
          new LockCheck(requests.client(), requests.place().bucket(), bypassGovernance);
      throw check.ofRetention(explain(e), version);
    }
  }

  @Override
  public void setLegalHold(StoredVersion object, LegalHold hold) throws IOException {
    LegalHoldDocument content = new LegalHoldDocument(hold.name());
    try {
      put(about(object, "legal-hold"), new Payload.Bytes(content.toXml().array()));
    } catch (StoreException e) {
      throw explain(e);
    }
  }

  private UpstreamRequest about(StoredVersion object, String subResource) throws StoreException {
    UpstreamRequest request = requests.about("PUT", object.name()).query(subResource, "");
    return object.versionId().isPresent()
        ? request.query(UpstreamRequest.VERSION, object.versionId().get())
        : request;
  }

  @Override
  public StoredDeletion delete(StoredVersion object) throws IOException {
    return new Deletions(requests, true).delete(object);
  }

  @Override
  public StoredDeletions deleteAll(List<StoredVersion> objects) throws IOException {
    return new Deletions(requests, true).deleteAll(objects);
  }

  /**
   * What a refusal means of a request that is about locks: the store may have none, or the bucket.
   * One more call to the store if that is not clear.
   */
  StoreException explain(StoreException refusal) {
    if (!UNCLEAR.contains(refusal.fault())) {
      return refusal;
    }
    try {
      LockConfiguration unused = configuration();
    } catch (StoreException e) {
      if (NONE.contains(e.fault())) {
        e.addSuppressed(refusal);
        return e;
      }
      refusal.addSuppressed(e);
    } catch (IOException e) {
      refusal.addSuppressed(e);
    }
    return refusal;
  }
}
