package com.cipherquay.proxy.upstream;

import com.cipherquay.proxy.s3.xml.StoreDocuments;
import com.cipherquay.proxy.sigv4.PercentEncoding;
import com.cipherquay.store.StoreException;
import com.cipherquay.store.StoreFault;
import com.cipherquay.store.StoredMetadata;
import com.cipherquay.store.StoredName;
import com.cipherquay.store.StoredSource;
import com.cipherquay.store.WriteCondition;
import java.io.IOException;
import java.util.Optional;

/**
 * One CopyObject request.
 *
 * @param target the requests about the place that is copied to
 * @param origin the requests about the place of the source
 */
record Copy(ObjectRequests target, ObjectRequests origin, StoredSource source) {

  /**
   * Sends it.
   *
   * @return the entity tag of the copy
   */
  String send(StoredName name, StoredMetadata metadata, WriteCondition condition)
      throws IOException {
    target.requireNow(name, condition);
    boolean repeatable = condition instanceof WriteCondition.Always && !isOnto(name);
    // On itself or under a condition, one that happened would refuse the one that repeats it.
    UpstreamRequest request =
        ObjectRequests.described(target.about("PUT", name), metadata)
            .header("x-amz-copy-source", sourceField())
            .header("x-amz-metadata-directive", "REPLACE")
            .payload(
                Payload.NONE,
                repeatable
                    ? UpstreamRequest.Repeat.ALWAYS
                    : UpstreamRequest.Repeat.IF_NOT_PROCESSED)
            .whichTakesLong();
    String etag;
    try {
      etag = performed(ObjectRequests.conditional(request, condition));
    } catch (StoreException e) {
      throw explain(e, condition);
    }
    return etag.isEmpty() ? target.head(name).etag() : etag;
  }

  /** The value of {@code x-amz-copy-source}. */
  String sourceField() {
    // AWS wants it percent-encoded, and Ceph crashes on that. The names of a vault are the same
    // either way.
    String path = "/" + origin.place().bucket() + "/" + fullName();
    return PercentEncoding.encode(path).replace("%2F", "/");
  }

  private String fullName() {
    return origin.place().prefix() + source.name().value();
  }

  private boolean isOnto(StoredName name) {
    return origin.place().bucket().equals(target.place().bucket())
        && fullName().equals(target.place().prefix() + name.value());
  }

  /** Sends a request that copies all of the source or a part of it, if it is still the same. */
  String performed(UpstreamRequest request) throws IOException {
    UpstreamClient client = target.client();
    try (UpstreamAnswer answer =
        client.sourceCondition().send(request, source.etag(), client::send)) {
      return ObjectAnswer.unquoted(
          Documents.read(answer, Faults.ERROR_LIMIT, StoreDocuments::copy).etag());
    }
  }

  /** Tells the condition of the source from that of the target, where the store does not. */
  private StoreException explain(StoreException failure, WriteCondition condition)
      throws IOException {
    boolean unclear =
        failure.fault() == StoreFault.PRECONDITION_FAILED
            || (failure.fault() == StoreFault.NO_SUCH_OBJECT
                && condition instanceof WriteCondition.IfMatch);
    if (!unclear) {
      return failure;
    }
    if (condition instanceof WriteCondition.Always) {
      return changed(failure);
    }
    Optional<String> now = origin.present(source.name());
    if (now.isEmpty()) {
      return new StoreException(StoreFault.NO_SUCH_OBJECT, "the source is not there", failure);
    }
    return now.get().equals(source.etag())
        ? new StoreException(
            StoreFault.PRECONDITION_FAILED, condition + " does not hold any more", failure)
        : changed(failure);
  }

  /** Refuses to go on if the source is not the same any more. */
  void requireUnchanged() throws IOException {
    Optional<String> now = origin.present(source.name());
    if (now.isEmpty() || !now.get().equals(source.etag())) {
      throw new StoreException(
          StoreFault.SOURCE_CHANGED, source.name() + " changed while it was copied");
    }
  }

  private StoreException changed(StoreException failure) {
    return new StoreException(
        StoreFault.SOURCE_CHANGED, source.name() + " is not " + source.etag(), failure);
  }
}
