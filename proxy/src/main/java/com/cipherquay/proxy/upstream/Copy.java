package com.cipherquay.proxy.upstream;

import com.cipherquay.proxy.s3.xml.StoreDocuments;
import com.cipherquay.proxy.sigv4.PercentEncoding;
import com.cipherquay.store.StoreException;
import com.cipherquay.store.StoreFault;
import com.cipherquay.store.StoredDescription;
import com.cipherquay.store.StoredName;
import com.cipherquay.store.StoredSource;
import com.cipherquay.store.WriteCondition;
import com.cipherquay.store.Written;
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
   * @return the entity tag of the copy, and its version
   */
  Written send(StoredName name, StoredDescription description, WriteCondition condition)
      throws IOException {
    target.requireNow(name, condition);
    UpstreamRequest request =
        ObjectRequests.conditional(request(name, description, condition), condition);
    Written copied;
    try {
      copied = sendTagged(request, description);
    } catch (StoreException e) {
      throw explain(target.refusal(e, description), condition);
    }
    return target.written(name, copied);
  }

  /** A store that refuses the word for no tags has none that it could take along. */
  private Written sendTagged(UpstreamRequest request, StoredDescription description)
      throws IOException {
    if (description.tags().isEmpty()) {
      return performed(request);
    }
    try {
      return performed(request.header("x-amz-tagging-directive", "REPLACE"));
    } catch (StoreException e) {
      if (e.fault() != StoreFault.UNSUPPORTED || !description.tags().get().isEmpty()) {
        throw e;
      }
      return performed(request);
    }
  }

  private UpstreamRequest request(
      StoredName name, StoredDescription description, WriteCondition condition)
      throws StoreException {
    // On itself or under a condition, one that happened would refuse the one that repeats it.
    boolean repeatable = condition instanceof WriteCondition.Always && !isOnto(name);
    return ObjectRequests.described(target.about("PUT", name), description)
        .header("x-amz-copy-source", sourceField())
        .header("x-amz-metadata-directive", "REPLACE")
        .payload(
            Payload.NONE,
            repeatable ? UpstreamRequest.Repeat.ALWAYS : UpstreamRequest.Repeat.IF_NOT_PROCESSED)
        .whichTakesLong();
  }

  /** The value of {@code x-amz-copy-source}. */
  String sourceField() {
    // AWS wants it percent-encoded, and Ceph crashes on that. The names of a vault are the same
    // either way.
    String path = "/" + origin.place().bucket() + "/" + fullName();
    String field = PercentEncoding.encode(path).replace("%2F", "/");
    return source
        .object()
        .versionId()
        .map(id -> field + "?" + UpstreamRequest.VERSION + "=" + PercentEncoding.encode(id))
        .orElse(field);
  }

  private String fullName() {
    return origin.place().prefix() + source.name().value();
  }

  private boolean isOnto(StoredName name) {
    return origin.place().bucket().equals(target.place().bucket())
        && fullName().equals(target.place().prefix() + name.value());
  }

  /** Sends a request that copies all of the source or a part of it, if it is still the same. */
  Written performed(UpstreamRequest request) throws IOException {
    UpstreamClient client = target.client();
    try (UpstreamAnswer answer =
        client.sourceCondition().send(request, source.etag(), client::send)) {
      return ObjectAnswer.written(
          answer,
          ObjectAnswer.unquoted(
              Documents.read(answer, Faults.ERROR_LIMIT, StoreDocuments::copy).etag()));
    }
  }

  /** Tells the condition of the source from that of the target, where the store does not. */
  private StoreException explain(StoreException failure, WriteCondition condition)
      throws IOException {
    if (failure.fault() == StoreFault.NO_SUCH_OBJECT
        && condition instanceof WriteCondition.Always) {
      return absent(failure);
    }
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
    Optional<String> now = origin.present(source.object());
    if (now.isEmpty()) {
      return absent(failure);
    }
    return now.get().equals(source.etag())
        ? new StoreException(
            StoreFault.PRECONDITION_FAILED, condition + " does not hold any more", failure)
        : changed(failure);
  }

  /** Ceph says of a version that is not there that the object is not. */
  private StoreException absent(StoreException failure) {
    boolean named = source.object().versionId().isPresent();
    return new StoreException(
        named ? StoreFault.NO_SUCH_VERSION : StoreFault.NO_SUCH_OBJECT,
        "the source is not there",
        failure);
  }

  /** Refuses to go on if the source is not the same any more. */
  void requireUnchanged() throws IOException {
    Optional<String> now = origin.present(source.object());
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
