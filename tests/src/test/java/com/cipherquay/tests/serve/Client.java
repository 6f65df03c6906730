package com.cipherquay.tests.serve;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** An SDK client with the credentials of a data folder, which does not try twice. */
final class Client {

  private Client() {}

  static S3Client of(URI endpoint, Path data) throws IOException {
    List<String> lines = Files.readAllLines(data.resolve("credentials"));
    return S3Client.builder()
        .endpointOverride(endpoint)
        .forcePathStyle(true)
        .region(Region.US_EAST_1)
        .overrideConfiguration(
            settings -> settings.retryStrategy(retries -> retries.maxAttempts(1)))
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(value(lines.get(1)), value(lines.get(2)))))
        .build();
  }

  private static String value(String line) {
    return line.substring(line.indexOf('=') + 1).trim();
  }

  /** A body whose second half waits until it is let go. */
  static final class SlowBody extends InputStream {

    private final int length;
    private final CountDownLatch half = new CountDownLatch(1);
    private final CountDownLatch go = new CountDownLatch(1);
    private int given;

    SlowBody(int length) {
      this.length = length;
    }

    void awaitHalf() throws InterruptedException {
      half.await();
    }

    void letGo() {
      go.countDown();
    }

    @Override
    public int read() throws IOException {
      if (given == length) {
        return -1;
      }
      if (given == length / 2) {
        half.countDown();
        try {
          go.await();
        } catch (InterruptedException e) {
          throw new IOException(e);
        }
      }
      given++;
      return given & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int count) throws IOException {
      int next = read();
      if (next < 0) {
        return -1;
      }
      buffer[offset] = (byte) next;
      int more = Math.min(count, given <= length / 2 ? length / 2 - given + 1 : length - given + 1);
      for (int i = 1; i < more; i++) {
        given++;
        buffer[offset + i] = (byte) given;
      }
      return more;
    }
  }
}
