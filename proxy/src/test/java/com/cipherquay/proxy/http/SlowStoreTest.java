package com.cipherquay.proxy.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.cipherquay.store.BucketStore;
import com.cipherquay.store.MemoryBucketStore;
import com.cipherquay.store.ObjectStore;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A store may take minutes, to complete an upload or to copy what is large. All this time the
 * client's connection is silent, and that is not the client's fault.
 */
final class SlowStoreTest {

  private static final Duration IDLE = Duration.ofMillis(500);
  // No multiple of the other: the connection would be idle just when the answer goes out.
  private static final Duration SLOW = Duration.ofMillis(2250);

  /** Takes longer than a connection may be silent, wherever it is asked for a bucket. */
  private static final class SlowStore implements BucketStore {

    private final MemoryBucketStore store = new MemoryBucketStore();

    @Override
    public List<Bucket> buckets() throws IOException {
      return store.buckets();
    }

    @Override
    public void create(String bucket, boolean locks) throws IOException {
      pause();
      store.create(bucket, locks);
    }

    @Override
    public void head(String bucket) throws IOException {
      pause();
      store.head(bucket);
    }

    @Override
    public void delete(String bucket) throws IOException {
      store.delete(bucket);
    }

    @Override
    public ObjectStore open(String bucket) {
      return store.open(bucket);
    }

    @Override
    public void close() throws IOException {
      store.close();
    }

    private static void pause() throws IOException {
      try {
        Thread.sleep(SLOW.toMillis());
      } catch (InterruptedException e) {
        throw (IOException) new InterruptedIOException().initCause(e);
      }
    }
  }

  @Test
  void theClientIsAnsweredAllTheSame() throws IOException {
    ServerSettings settings =
        ServerSettings.plain("127.0.0.1", 0).withTimes(IDLE, Duration.ofSeconds(2));
    try (RunningProxy proxy = RunningProxy.start(new SlowStore(), settings);
        Connection connection = proxy.connect()) {
      String region = "<CreateBucketConfiguration/>";
      SignedRequest create = SignedRequest.put("/bucket", region);
      assertEquals(200, connection.send(create).status());
      assertEquals(200, connection.send(SignedRequest.of("HEAD", "/bucket")).status());
      assertEquals(200, connection.send(SignedRequest.get("/")).status());
    }
  }
}
