package com.cipherquay.proxy.upstream;

import com.cipherquay.store.BucketStore;
import com.cipherquay.store.ObjectStoreContract;
import com.cipherquay.store.StoreGap;
import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;

/** The contract of the port, kept over HTTP by an S3 that others wrote. */
final class S3ProxyContractTest extends ObjectStoreContract {

  private static final S3ProxyServer SERVER = S3ProxyServer.start();

  @AfterAll
  static void stopServer() {
    SERVER.close();
  }

  @Override
  protected BucketStore openStore() throws IOException {
    return S3BucketStore.open(UpstreamSettings.of(SERVER.endpoint()), S3ProxyServer.credentials());
  }

  @Override
  public Set<StoreGap> gaps() {
    return Set.of(
        StoreGap.RACING_CONDITIONS,
        StoreGap.RACE_LOST_IS_UNAVAILABLE,
        // It looks up the length, the attributes and the bytes of a file one after the other.
        StoreGap.TORN_READS,
        StoreGap.SUFFIX_OF_EMPTY,
        StoreGap.AFTER_BELOW_PREFIX,
        StoreGap.PARTS_WITHOUT_UPLOAD,
        StoreGap.UPLOAD_KEEPS_BUCKET,
        StoreGap.TAGS,
        StoreGap.CLASSES_FORGOTTEN,
        StoreGap.ARCHIVES,
        StoreGap.OBJECT_BESIDE_PREFIX,
        StoreGap.NULL_VERSION_OF_PLAIN,
        StoreGap.PREFIXES_BEYOND_LIMIT,
        StoreGap.LIFECYCLE,
        StoreGap.LOCKS);
  }
}
