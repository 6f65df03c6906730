package com.cipherquay.store;

import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
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
        PurgeContract {

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
      StoredPage page;
      do {
        page = store().list(new StoredPageRequest("", false, "", 1000));
        List<StoredName> names =
            page.entries().stream().map(entry -> new StoredName(entry.name())).toList();
        store().deleteAll(names);
      } while (page.truncated());
      closed.delete(bucket);
    }
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
