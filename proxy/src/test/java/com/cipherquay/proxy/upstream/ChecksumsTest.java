package com.cipherquay.proxy.upstream;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.cipherquay.proxy.http.RunningProxy;
import com.cipherquay.store.BodyPump;
import com.cipherquay.store.ByteRange;
import com.cipherquay.store.ObjectStore;
import com.cipherquay.store.StoreException;
import com.cipherquay.store.StoreFault;
import com.cipherquay.store.StoredBody;
import com.cipherquay.store.StoredMetadata;
import com.cipherquay.store.StoredName;
import com.cipherquay.store.StoredPart;
import com.cipherquay.store.StoredUpload;
import com.cipherquay.store.WriteCondition;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * Bodies with their checksum, sent to a store that verifies it (this proxy itself, which keeps
 * nothing whose checksum is wrong or missing) and to one that others wrote.
 */
final class ChecksumsTest {

  private static final StoredName NAME = new StoredName("x");
  private static final int PART = 5 << 20;

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  private static StoredBody body(byte[] bytes) {
    return new StoredBody(new ByteArrayInputStream(bytes), bytes.length);
  }

  private static S3BucketStore over(RunningProxy proxy) throws IOException {
    return S3BucketStore.open(
        UpstreamFixture.checking(proxy.uri(), RunningProxy.REGION, true),
        StaticCredentialsProvider.create(
            AwsBasicCredentials.create(
                RunningProxy.OWNER.accessKeyId(), RunningProxy.OWNER.secretAccessKey())));
  }

  private static void writesAndReads(S3BucketStore buckets) throws IOException {
    buckets.create("bucket");
    ObjectStore store = buckets.open("bucket");
    for (int length : new int[] {0, 1, 80 << 10, (80 << 10) + 1, 1 << 20, (3 << 20) + 7}) {
      var unused = store.write(NAME, body(bytes(length)), StoredMetadata.NONE, WriteCondition.NONE);
      assertArrayEquals(bytes(length), read(store, NAME), length + " bytes");
    }
    StoredUpload upload = new StoredUpload(NAME, store.uploads().create(NAME, StoredMetadata.NONE));
    StoredPart first = new StoredPart(1, store.uploads().writePart(upload, 1, body(bytes(PART))));
    StoredPart second = new StoredPart(2, store.uploads().writePart(upload, 2, body(bytes(9))));
    var written = store.uploads().complete(upload, List.of(first, second), WriteCondition.NONE);
    assertEquals(PART + 9, read(store, NAME).length, written.etag());
  }

  private static byte[] read(ObjectStore store, StoredName name) throws IOException {
    try (var object = store.read(name, new ByteRange.Whole(), Optional.empty())) {
      return object.body().readAllBytes();
    }
  }

  @Test
  void aStoreThatVerifiesThemTakesThem() throws Exception {
    try (RunningProxy proxy = RunningProxy.start();
        S3BucketStore buckets = over(proxy)) {
      writesAndReads(buckets);
    }
  }

  @Test
  void s3ProxyTakesThem() throws Exception {
    try (S3ProxyServer server = S3ProxyServer.start();
        S3BucketStore buckets =
            S3BucketStore.open(
                UpstreamFixture.checking(server.endpoint(), "us-east-1", true),
                S3ProxyServer.credentials())) {
      writesAndReads(buckets);
    }
  }

  /** A body whose claims turn out to be wrong at its end. */
  private static final class Failing extends InputStream {

    @Override
    public int read() throws IOException {
      throw new IOException("the checksum of the client is wrong");
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      return read();
    }
  }

  /** What the vault says at the end of a body must come before what makes it complete. */
  @Test
  void aBodyThatFailsAtItsEndIsNotKept() throws Exception {
    try (RunningProxy proxy = RunningProxy.start();
        S3BucketStore buckets = over(proxy)) {
      buckets.create("bucket");
      ObjectStore store = buckets.open("bucket");
      for (int length : new int[] {9, (80 << 10) + 1, 2 << 20}) {
        InputStream failing =
            new SequenceInputStream(new ByteArrayInputStream(bytes(length)), new Failing());
        StoredBody body = new StoredBody(failing, length);
        IOException thrown =
            assertThrows(
                IOException.class,
                () -> store.write(NAME, body, StoredMetadata.NONE, WriteCondition.NONE));
        assertEquals("the checksum of the client is wrong", thrown.getMessage());
        StoreException absent = assertThrows(StoreException.class, () -> store.head(NAME));
        assertEquals(StoreFault.NO_SUCH_OBJECT, absent.fault());
      }
    }
  }

  /** The announced length holds for every length, and so it does however it is read. */
  @Property(tries = 200)
  void theLengthIsKnownBefore(
      @ForAll @IntRange(max = (2 << 20) + 2) int length, @ForAll @IntRange(min = 1) int piece)
      throws IOException {
    StoredBody trailed = TrailedBody.of(body(new byte[length]));
    byte[] buffer = new byte[Math.max(4096, piece % 100_000)];
    long read = 0;
    for (int n = trailed.stream().read(buffer); n >= 0; n = trailed.stream().read(buffer)) {
      read += n;
    }
    assertEquals(trailed.length(), read);
    assertEquals(-1, trailed.stream().read());
    assertEquals(trailed.length(), BodyPump.array(TrailedBody.of(body(new byte[length]))).length);
  }
}
