package com.cipherquay.proxy.upstream;

import com.cipherquay.proxy.s3.xml.StoreDocuments;
import com.cipherquay.proxy.s3.xml.StoreRequests;
import com.cipherquay.store.StoreException;
import com.cipherquay.store.StoreFault;
import com.cipherquay.store.StoredBody;
import com.cipherquay.store.StoredDescription;
import com.cipherquay.store.StoredName;
import com.cipherquay.store.StoredPart;
import com.cipherquay.store.StoredPartPage;
import com.cipherquay.store.StoredUpload;
import com.cipherquay.store.StoredUploadPage;
import com.cipherquay.store.UploadPosition;
import com.cipherquay.store.UploadStore;
import com.cipherquay.store.WriteCondition;
import com.cipherquay.store.Written;
import java.io.IOException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The multipart uploads of one place.
 *
 * <p>The condition of a completion is looked at before, too, because some stores ignore it; on
 * those a write in between is overwritten.
 */
final class S3Uploads implements UploadStore {

  private final UpstreamClient client;
  private final ObjectRequests requests;

  S3Uploads(UpstreamClient client, ObjectRequests requests) {
    this.client = client;
    this.requests = requests;
  }

  @Override
  public String create(StoredName name, StoredDescription description) throws IOException {
    // Once more would leave one behind that nobody knows.
    UpstreamRequest request =
        ObjectRequests.described(requests.about("POST", name).query("uploads", ""), description)
            .payload(new Payload.Bytes(new byte[0]), UpstreamRequest.Repeat.IF_NOT_PROCESSED);
    try (UpstreamAnswer answer = client.send(checked(request))) {
      String id = Documents.read(answer, Faults.ERROR_LIMIT, StoreDocuments::initiation).uploadId();
      if (id.isEmpty()) {
        throw answer.broken("has no UploadId");
      }
      return id;
    } catch (StoreException e) {
      throw requests.refusal(e, description);
    }
  }

  /**
   * Parts may have only the checksum that their upload was created for. Of the whole object, so
   * that whoever completes it need not know those of the parts.
   */
  private UpstreamRequest checked(UpstreamRequest request) {
    return client.sendsChecksums()
        ? request
            .header("x-amz-checksum-algorithm", "CRC32C")
            .header("x-amz-checksum-type", "FULL_OBJECT")
        : request;
  }

  @Override
  public String writePart(StoredUpload upload, int number, StoredBody body) throws IOException {
    UpstreamRequest request =
        requests
            .about("PUT", upload.name())
            .query("partNumber", Integer.toString(number))
            .query("uploadId", upload.id())
            .header("content-type", "application/octet-stream");
    try (UpstreamAnswer answer =
        client.send(requests.with(request, body, UpstreamRequest.Repeat.ALWAYS))) {
      var unused = answer.document(Faults.ERROR_LIMIT);
      String etag = ObjectAnswer.etag(answer);
      if (etag.isEmpty()) {
        throw answer.broken("has no ETag");
      }
      return etag;
    } catch (StoreException e) {
      throw ofUpload(e);
    }
  }

  @Override
  public Written complete(StoredUpload upload, List<StoredPart> parts, WriteCondition condition)
      throws IOException {
    requests.requireNow(upload.name(), condition);
    SortedMap<Integer, String> etags = new TreeMap<>();
    parts.forEach(part -> etags.put(part.number(), part.etag()));
    byte[] document = StoreRequests.completion(etags);
    UpstreamRequest request =
        requests
            .about("POST", upload.name())
            .query("uploadId", upload.id())
            .header("content-type", "application/xml")
            .payload(new Payload.Bytes(document), UpstreamRequest.Repeat.IF_NOT_PROCESSED)
            .whichTakesLong();
    Written completed;
    try {
      completed = completed(ObjectRequests.conditional(request, condition));
    } catch (StoreException e) {
      throw new FailedCompletion(this, upload, parts).explain(e);
    }
    return requests.written(upload.name(), completed);
  }

  private Written completed(UpstreamRequest request) throws IOException {
    try (UpstreamAnswer answer = client.send(request)) {
      return ObjectAnswer.written(
          answer,
          ObjectAnswer.unquoted(
              Documents.read(answer, Faults.ERROR_LIMIT, StoreDocuments::completion).etag()));
    }
  }

  @Override
  public void abort(StoredUpload upload) throws IOException {
    try {
      client.perform(
          requests
              .about("DELETE", upload.name())
              .query("uploadId", upload.id())
              .payload(Payload.NONE, UpstreamRequest.Repeat.IF_NOT_PROCESSED));
    } catch (StoreException e) {
      throw ofUpload(e);
    }
  }

  @Override
  public StoredPartPage parts(StoredUpload upload, int after, int limit) throws IOException {
    try {
      return new PartListing(requests, upload, after, limit).send(client);
    } catch (StoreException e) {
      throw ofUpload(e);
    }
  }

  @Override
  public StoredUploadPage list(String prefix, UploadPosition after, int limit) throws IOException {
    return new UploadListing(requests, prefix, limit).send(client, after);
  }

  /** Ceph says of some requests that the object is not there, which is no news. */
  static StoreException ofUpload(StoreException e) {
    return e.fault() == StoreFault.NO_SUCH_OBJECT
        ? new StoreException(StoreFault.NO_SUCH_UPLOAD, "the upload is not there", e)
        : e;
  }
}
