package com.cipherquay.proxy.upstream;

import com.cipherquay.proxy.s3.xml.StoreBuckets;
import com.cipherquay.proxy.s3.xml.StoreDocuments;
import com.cipherquay.proxy.s3.xml.StoreRequests;
import com.cipherquay.proxy.sigv4.SigV4Signer;
import com.cipherquay.store.BucketStore;
import com.cipherquay.store.LockConfiguration;
import com.cipherquay.store.ObjectStore;
import com.cipherquay.store.StoreException;
import com.cipherquay.store.StoreFault;
import java.io.IOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;

/**
 * The buckets of an S3.
 *
 * <p>A bucket is the upstream's bucket of the same name, unless the settings give it another place.
 * One that lies below a prefix is neither created nor deleted: {@code UNSUPPORTED}. Creating a
 * bucket that is already there does what the upstream does; many do nothing and call that a
 * success.
 */
public final class S3BucketStore implements BucketStore {

  private static final int ANSWER_LIMIT = 4 * 1024 * 1024;
  private static final String NO_CONSTRAINT = "us-east-1";

  private final UpstreamSettings settings;
  private final UpstreamClient client;

  private S3BucketStore(UpstreamSettings settings, UpstreamClient client) {
    this.settings = settings;
    this.client = client;
  }

  /**
   * Opens an S3 with the credentials that the AWS SDK finds: those of the given profile, else of
   * its default chain. Sends nothing yet.
   *
   * @throws IOException if the CA file can not be read
   */
  public static S3BucketStore open(UpstreamSettings settings) throws IOException {
    DefaultCredentialsProvider.Builder chain = DefaultCredentialsProvider.builder();
    settings.profile().ifPresent(chain::profileName);
    return open(settings, chain.build());
  }

  /**
   * Opens an S3 with given credentials; anonymous ones are not sent.
   *
   * @throws IOException if the CA file can not be read
   */
  public static S3BucketStore open(UpstreamSettings settings, AwsCredentialsProvider credentials)
      throws IOException {
    return new S3BucketStore(settings, connect(settings, credentials));
  }

  /** A client with the given credentials; the caller closes it. */
  static UpstreamClient connect(UpstreamSettings settings, AwsCredentialsProvider credentials)
      throws IOException {
    SigV4Signer signer = SigV4Signer.of(settings.region(), Clock.systemUTC());
    RequestSigning signing = new RequestSigning(signer, credentials);
    return UpstreamClient.start(settings, signing);
  }

  @Override
  public List<Bucket> buckets() throws IOException {
    Map<String, Instant> found = upstreamBuckets();
    List<Bucket> buckets = new ArrayList<>();
    settings
        .buckets()
        .forEach(
            (name, place) ->
                buckets.add(new Bucket(name, found.getOrDefault(place.bucket(), Instant.EPOCH))));
    found.forEach(
        (name, created) -> {
          if (!settings.buckets().containsKey(name)) {
            buckets.add(new Bucket(name, created));
          }
        });
    buckets.sort(Comparator.comparing(Bucket::name));
    return buckets;
  }

  private Map<String, Instant> upstreamBuckets() throws IOException {
    UpstreamRequest request = UpstreamRequest.of("GET", client.endpoint().service());
    try (UpstreamAnswer answer = client.send(request)) {
      Map<String, Instant> found = new HashMap<>();
      StoreBuckets listed = Documents.read(answer, ANSWER_LIMIT, StoreDocuments::buckets);
      for (StoreBuckets.Bucket bucket : listed.buckets()) {
        found.put(bucket.name(), created(answer, bucket));
      }
      return found;
    }
  }

  private static Instant created(UpstreamAnswer answer, StoreBuckets.Bucket bucket)
      throws StoreException {
    try {
      return Instant.parse(bucket.created());
    } catch (DateTimeException e) {
      throw answer.broken("has a bucket without CreationDate");
    }
  }

  @Override
  public void create(String bucket, boolean locks) throws IOException {
    // A second time it would report the own bucket as the obstacle.
    UpstreamRequest request =
        whole("PUT", bucket)
            .payload(new Payload.Bytes(configuration()), UpstreamRequest.Repeat.IF_NOT_PROCESSED);
    if (!locks) {
      client.perform(request);
      return;
    }
    boolean before = exists(bucket);
    try {
      client.perform(request.header("x-amz-bucket-object-lock-enabled", "true"));
    } catch (StoreException e) {
      throw e.fault() == StoreFault.UNSUPPORTED
          ? new StoreException(StoreFault.LOCK_UNSUPPORTED, "the store has no locks", e)
          : e;
    }
    requireLocks(bucket, before);
  }

  /** Whether there may be one, of ours or not. */
  private boolean exists(String bucket) throws IOException {
    try {
      head(bucket);
      return true;
    } catch (StoreException e) {
      return e.fault() != StoreFault.NO_SUCH_BUCKET;
    }
  }

  /** Some stores take the wish for locks, or the bucket that is there already, for granted. */
  private void requireLocks(String bucket, boolean before) throws IOException {
    try {
      LockConfiguration unused = open(bucket).locks().configuration();
    } catch (StoreException e) {
      if (e.fault() != StoreFault.NO_LOCK_CONFIGURATION
          && e.fault() != StoreFault.LOCK_UNSUPPORTED) {
        throw e;
      }
      if (before) {
        throw new StoreException(StoreFault.BUCKET_EXISTS, bucket + " locks nothing", e);
      }
      delete(bucket);
      throw new StoreException(StoreFault.LOCK_UNSUPPORTED, "the store has no locks", e);
    }
  }

  /** AWS, CreateBucket: us-east-1 is the one region that must not be named. */
  private byte[] configuration() {
    return settings.region().equals(NO_CONSTRAINT)
        ? new byte[0]
        : StoreRequests.creation(settings.region());
  }

  @Override
  public void head(String bucket) throws IOException {
    try {
      client.perform(
          UpstreamRequest.of(
              "HEAD", client.endpoint().address(settings.place(bucket).bucket(), "")));
    } catch (StoreException e) {
      throw bucketFault(e);
    }
  }

  @Override
  public void delete(String bucket) throws IOException {
    try {
      client.perform(
          whole("DELETE", bucket).payload(Payload.NONE, UpstreamRequest.Repeat.IF_NOT_PROCESSED));
    } catch (StoreException e) {
      throw bucketFault(e);
    }
  }

  /** A 404 without a document; where no object is named it is the bucket that is missing. */
  private static StoreException bucketFault(StoreException e) {
    return e.fault() == StoreFault.NO_SUCH_OBJECT
        ? new StoreException(StoreFault.NO_SUCH_BUCKET, "the bucket is not there", e)
        : e;
  }

  @Override
  public ObjectStore open(String bucket) {
    return new S3Store(client, settings, settings.place(bucket));
  }

  private UpstreamRequest whole(String method, String bucket) throws StoreException {
    UpstreamSettings.Place place = settings.place(bucket);
    if (!place.prefix().isEmpty()) {
      throw new StoreException(
          StoreFault.UNSUPPORTED, bucket + " is a part of the bucket " + place.bucket());
    }
    return UpstreamRequest.of(method, client.endpoint().address(place.bucket(), ""));
  }

  @Override
  public void close() throws IOException {
    client.close();
  }
}
