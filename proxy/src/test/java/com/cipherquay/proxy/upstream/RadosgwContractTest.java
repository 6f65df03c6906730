package com.cipherquay.proxy.upstream;

import com.cipherquay.store.BucketStore;
import com.cipherquay.store.ObjectStoreContract;
import com.cipherquay.store.StoreGap;
import java.io.IOException;
import java.net.URI;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * The contract of the port, kept by Ceph's radosgw.
 *
 * <p>Needs {@code -Dradosgw.endpoint=http://HOST:PORT}, and the key pair of a user in the
 * properties {@code radosgw.access-key} and {@code radosgw.secret}.
 */
@Tag("radosgw")
final class RadosgwContractTest extends ObjectStoreContract {

  @Override
  protected BucketStore openStore() throws IOException {
    return S3BucketStore.open(
        UpstreamSettings.of(URI.create(property("radosgw.endpoint"))),
        StaticCredentialsProvider.create(
            AwsBasicCredentials.create(
                property("radosgw.access-key"), property("radosgw.secret"))));
  }

  private static String property(String name) {
    return Objects.requireNonNull(System.getProperty(name), "this test needs -D" + name);
  }

  @Override
  public Set<StoreGap> gaps() {
    return Set.of(
        StoreGap.BUCKET_EXISTS,
        StoreGap.RACE_LOST_IS_UNAVAILABLE,
        StoreGap.SUFFIX_OF_EMPTY,
        StoreGap.AFTER_BELOW_PREFIX,
        StoreGap.SOME_OF_THE_PARTS);
  }
}
