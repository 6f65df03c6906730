package com.cipherquay.store;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/**
 * The multipart uploads to one bucket of the local store. A part is written like an object; its
 * bytes stay where they are when it becomes part of one.
 */
final class LocalUploads implements UploadStore {

  private final String bucket;
  private final Index index;
  private final Contents contents;
  private final Clock clock;

  LocalUploads(String bucket, Index index, Contents contents, Clock clock) {
    this.bucket = bucket;
    this.index = index;
    this.contents = contents;
    this.clock = clock;
  }

  @Override
  public String create(StoredName name, StoredDescription description) throws StoreException {
    StoredUpload upload = new StoredUpload(name, RandomId.next());
    Instant now = NewObject.now();
    return index.commit(
        updates -> {
          updates.uploads().create(bucket, upload, description, now);
          return upload.id();
        });
  }

  @Override
  public String writePart(StoredUpload upload, int number, StoredBody body) throws IOException {
    StoredPart part = new StoredPart(number, RandomId.next());
    if (body.length() > Contents.INLINE_LIMIT) {
      // A large body is not pulled for nothing.
      long unused = number(upload);
    }
    Content content = contents.write(body);
    IndexedPart indexed = new IndexedPart(part, body.length(), NewObject.now(), content);
    try {
      contents.retire(index.commit(updates -> updates.uploads().write(bucket, upload, indexed)));
    } catch (StoreException e) {
      contents.refused(content, e);
      throw e;
    }
    return part.etag();
  }

  private long number(StoredUpload upload) throws StoreException {
    return index.query(queries -> queries.uploads().number(queries.bucket(bucket).id(), upload));
  }

  @Override
  public Written complete(StoredUpload upload, List<StoredPart> parts, WriteCondition condition)
      throws StoreException {
    NewObject object = NewObject.of(0, StoredDescription.of(StoredMetadata.NONE), clock);
    IndexedWrite written =
        index.commit(
            updates -> updates.uploads().complete(bucket, upload, parts, object, condition));
    contents.retire(written.leftovers());
    return new Written(object.etag(), written.versionId());
  }

  @Override
  public void abort(StoredUpload upload) throws StoreException {
    contents.retire(index.commit(updates -> updates.uploads().abort(bucket, upload)));
  }

  @Override
  public StoredPartPage parts(StoredUpload upload, int after, int limit) throws StoreException {
    return index.query(
        queries -> {
          long number = queries.uploads().number(queries.bucket(bucket).id(), upload);
          return queries.uploads().parts(number, after, limit);
        });
  }

  @Override
  public StoredUploadPage list(String prefix, UploadPosition after, int limit)
      throws StoreException {
    return index.query(
        queries -> queries.uploads().page(queries.bucket(bucket).id(), prefix, after, limit));
  }
}
