package com.cipherquay.store;

import java.io.IOException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * The one suite that every store passes: each sentence of the port's Javadoc is a test in one of
 * the interfaces below. A subclass says how to open the store, and what it can not do.
 */
public abstract class ObjectStoreContract
    implements WriteContract,
        ConditionContract,
        RangeContract,
        AbortContract,
        ListingContract,
        BucketContract,
        UploadContract,
        UploadListContract,
        CopyContract,
        TagContract,
        ClassContract,
        PurgeContract,
        LifecycleContract,
        VersionContract,
        VersionUseContract,
        VersionListContract,
        LockContract,
        LockedBucketContract {

  private Optional<BucketStore> buckets = Optional.empty();
  private String bucket = "";

  /** Opens the store; called for every test, and closed after it. */
  protected abstract BucketStore openStore() throws IOException;

  @Override
  public Set<StoreGap> gaps() {
    return Set.of();
  }

  @BeforeEach
  final void createBucket() throws IOException {
    byte[] random = new byte[8];
    new Random().nextBytes(random);
    bucket = "contract-" + HexFormat.of().formatHex(random);
    buckets = Optional.of(openStore());
    buckets().create(bucket);
  }

  @AfterEach
  final void deleteBucket() throws IOException {
    try (BucketStore closed = buckets()) {
      deleteVersions();
      closed.delete(bucket);
    }
  }

  private void deleteVersions() throws IOException {
    StoredVersionPage page;
    do {
      page =
          store().versions().list(new StoredVersionRequest("", false, VersionPosition.FIRST, 1000));
      store()
          .deleteAll(
              page.entries().stream()
                  .map(
                      entry ->
                          new StoredVersion(
                              new StoredName(entry.name()), Optional.of(entry.versionId())))
                  .toList());
    } while (page.truncated());
  }

  @Override
  public final BucketStore buckets() {
    return buckets.orElseThrow();
  }

  @Override
  public final String bucket() {
    return bucket;
  }
}
