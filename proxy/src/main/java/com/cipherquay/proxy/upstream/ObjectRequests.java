package com.cipherquay.proxy.upstream;

import com.cipherquay.store.BodyPump;
import com.cipherquay.store.StorageClass;
import com.cipherquay.store.StoreException;
import com.cipherquay.store.StoreFault;
import com.cipherquay.store.StoredBody;
import com.cipherquay.store.StoredDescription;
import com.cipherquay.store.StoredHead;
import com.cipherquay.store.StoredLock;
import com.cipherquay.store.StoredMetadata;
import com.cipherquay.store.StoredName;
import com.cipherquay.store.StoredVersion;
import com.cipherquay.store.WriteCondition;
import com.cipherquay.store.Written;
import java.io.IOException;
import java.util.Optional;

/** The requests about the objects of one place, as far as they are alike. */
record ObjectRequests(UpstreamClient client, UpstreamSettings.Place place) {

  // One segment of the vault with everything around it: written at once, and again if need be.
  private static final int SMALL = 80 * 1024;

  UpstreamRequest about(String method, StoredName name) throws StoreException {
    return UpstreamRequest.of(
        method, client.endpoint().address(place.bucket(), place.prefix() + name.value()));
  }

  /** The same about a version, if one is named. */
  UpstreamRequest about(String method, StoredVersion object) throws StoreException {
    UpstreamRequest request = about(method, object.name());
    return object.versionId().isPresent()
        ? request.query(UpstreamRequest.VERSION, object.versionId().get())
        : request;
  }

  /** One about the bucket that the place is in. */
  UpstreamRequest aboutBucket(String method) throws StoreException {
    return UpstreamRequest.of(method, client.endpoint().address(place.bucket(), ""));
  }

  /** With what an object gets beside its body. */
  static UpstreamRequest described(UpstreamRequest request, StoredDescription description)
      throws StoreException {
    UpstreamRequest described = request.header("content-type", "application/octet-stream");
    StoredMetadata metadata = description.metadata();
    if (!metadata.isEmpty()) {
      described = described.header(ObjectAnswer.METADATA, ObjectAnswer.encode(metadata));
    }
    StorageClass storageClass = description.storageClass();
    if (!storageClass.equals(StorageClass.STANDARD)) {
      described = described.header(ObjectAnswer.STORAGE_CLASS, storageClass.name());
    }
    described = LockHeaders.with(described, description.lock());
    return isTagged(description)
        ? described.header("x-amz-tagging", description.tags().get().encoded())
        : described;
  }

  private static boolean isTagged(StoredDescription description) {
    return description.tags().filter(tags -> !tags.isEmpty()).isPresent();
  }

  /** What a refusal means of a request that may have had a lock, tags or a storage class. */
  StoreException refusal(StoreException refusal, StoredDescription description) {
    StoreException e =
        description.lock().equals(StoredLock.NONE) ? refusal : new S3Locks(this).explain(refusal);
    boolean ofClass =
        !description.storageClass().equals(StorageClass.STANDARD)
            && (e.fault() == StoreFault.BROKEN
                || (e.fault() == StoreFault.UNSUPPORTED && !isTagged(description)));
    if (ofClass) {
      // Ceph and others have no word of their own for a class that they do not know.
      String message = "the store has no class " + description.storageClass();
      return new StoreException(StoreFault.CLASS_UNSUPPORTED, message, e);
    }
    return isTagged(description) ? S3Tags.ofTags(e) : e;
  }

  static UpstreamRequest conditional(UpstreamRequest request, WriteCondition condition)
      throws StoreException {
    if (condition instanceof WriteCondition.IfAbsent) {
      return request.header("if-none-match", "*");
    }
    if (condition instanceof WriteCondition.IfPresent) {
      return request.header("if-match", "*");
    }
    if (condition instanceof WriteCondition.IfMatch match) {
      if (!match.isPlain()) {
        throw new StoreException(
            StoreFault.PRECONDITION_FAILED, request + ": no store has such a tag");
      }
      // Without quotes: Ceph compares it with its own tag as it stands, and AWS takes either.
      return request.header("if-match", match.etag());
    }
    return request;
  }

  /**
   * With a body, and its checksum if one is wanted; a small body is read now.
   *
   * @param whenSmall whether it may be sent again if its body is small; else it never is
   */
  UpstreamRequest with(UpstreamRequest request, StoredBody body, UpstreamRequest.Repeat whenSmall)
      throws IOException {
    boolean checked = client.sendsChecksums();
    if (body.length() <= SMALL) {
      byte[] bytes = BodyPump.array(body);
      UpstreamRequest small = request.payload(new Payload.Bytes(bytes), whenSmall);
      return checked ? small.header(TrailedBody.FIELD, TrailedBody.checksum(bytes)) : small;
    }
    UpstreamRequest.Repeat never = UpstreamRequest.Repeat.NEVER;
    return checked
        ? request
            .header("content-encoding", "aws-chunked")
            .header("x-amz-decoded-content-length", Long.toString(body.length()))
            .header("x-amz-trailer", TrailedBody.FIELD)
            .payload(new Payload.Streamed(TrailedBody.of(body), true), never)
        : request.payload(new Payload.Streamed(body, false), never);
  }

  StoredHead head(StoredVersion object) throws IOException {
    try (UpstreamAnswer answer = client.send(about("HEAD", object))) {
      return ObjectAnswer.head(answer, ObjectAnswer.contentLength(answer));
    } catch (StoreException e) {
      throw new MissingVersion(this, object).explain(e);
    }
  }

  /** What was written; whatever the store did not say of it is looked up. */
  Written written(StoredName name, Written said) throws IOException {
    if (!said.etag().isEmpty()) {
      return said;
    }
    // Ceph answers some writes without one.
    StoredHead head = head(new StoredVersion(name, said.versionId()));
    return new Written(head.etag(), said.versionId().or(head::versionId));
  }

  /** The entity tag of what is there, if something is. */
  Optional<String> present(StoredVersion object) throws IOException {
    try {
      return Optional.of(head(object).etag());
    } catch (StoreException e) {
      if (e.fault() == StoreFault.NO_SUCH_OBJECT || e.fault() == StoreFault.NO_SUCH_VERSION) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static boolean holds(WriteCondition condition, Optional<String> etag) {
    if (condition instanceof WriteCondition.IfMatch match) {
      return etag.equals(Optional.of(match.etag()));
    }
    return condition instanceof WriteCondition.IfPresent ? etag.isPresent() : etag.isEmpty();
  }

  /**
   * Refuses what a condition forbids, for the requests whose conditions many stores ignore. It says
   * nothing of the moment after; a store that does decides for itself.
   *
   * @throws StoreException {@code PRECONDITION_FAILED}
   */
  void requireNow(StoredName name, WriteCondition condition) throws IOException {
    if (condition instanceof WriteCondition.Always) {
      return;
    }
    Optional<String> present = present(StoredVersion.current(name));
    if (!holds(condition, present)) {
      throw new StoreException(
          StoreFault.PRECONDITION_FAILED, condition + " does not hold of " + name);
    }
  }
}
