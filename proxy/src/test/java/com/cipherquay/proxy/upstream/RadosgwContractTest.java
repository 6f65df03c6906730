package com.cipherquay.proxy.upstream;

import com.cipherquay.store.BucketStore;
import com.cipherquay.store.ObjectStoreContract;
import com.cipherquay.store.StoreGap;
import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.Tag;

/** The contract of the port, kept by Ceph's radosgw. */
@Tag("radosgw")
final class RadosgwContractTest extends ObjectStoreContract {

  @Override
  protected BucketStore openStore() throws IOException {
    return S3BucketStore.open(UpstreamSettings.of(Radosgw.endpoint()), Radosgw.credentials());
  }

  @Override
  public Set<StoreGap> gaps() {
    return Set.of(
        StoreGap.BUCKET_EXISTS,
        StoreGap.RACE_LOST_IS_UNAVAILABLE,
        StoreGap.SUFFIX_OF_EMPTY,
        StoreGap.TAGS_OF_COPIES,
        StoreGap.STORAGE_CLASSES,
        StoreGap.AFTER_BELOW_PREFIX,
        StoreGap.SOME_OF_THE_PARTS,
        StoreGap.MARKER_UNSAID,
        StoreGap.VERSION_OF_COPY_UNSAID,
        StoreGap.NULL_VERSION_UNSAID,
        StoreGap.ONE_MARKER,
        StoreGap.IF_MATCH_OF_VERSION,
        StoreGap.NARROW_RULES,
        StoreGap.LOCKS_OF_COPIES,
        StoreGap.LOCKS_AFTER_2106,
        StoreGap.LOCKS_FROM_THE_START);
  }
}
