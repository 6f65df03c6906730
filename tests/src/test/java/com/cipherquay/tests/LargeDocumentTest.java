package com.cipherquay.tests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The largest documents that S3 knows, several at once, in a heap of 256 MiB. */
final class LargeDocumentTest {

  private static final int AT_ONCE = 8;

  private static @TempDir Path folder = Path.of("");
  private static ProxyProcess proxy;
  private static RawS3 raw;

  @BeforeAll
  static void start() {
    proxy = ProxyProcess.start(ProxyProcess.Setup.local(folder.resolve("data")));
    raw = new RawS3(proxy.endpoint());
    assertEquals(200, raw.call("PUT", "/bucket").status());
  }

  @AfterAll
  static void stop() {
    proxy.close();
  }

  @Test
  void ten_thousand_parts() throws Exception {
    String started = raw.call("POST", "/bucket/k?uploads=").text();
    String id = started.replaceAll("(?s).*<UploadId>([^<]*)</UploadId>.*", "$1");
    String document =
        IntStream.rangeClosed(1, 10_000)
            .mapToObj(LargeDocumentTest::part)
            .collect(
                Collectors.joining(
                    "\n", "<CompleteMultipartUpload>", "</CompleteMultipartUpload>"));
    RawRequest complete = RawRequest.of("POST", "/bucket/k?uploadId=" + RawS3.encode(id, false));
    for (RawResponse answer : atOnce(() -> raw.call(complete, document.getBytes(UTF_8)))) {
      assertEquals("400 InvalidPart", answer.outcome());
    }
    assertServing();
  }

  private static String part(int number) {
    return "<Part><PartNumber>%d</PartNumber><ETag>&quot;%s&quot;</ETag>"
            .formatted(number, "e".repeat(180))
        + "<ChecksumSHA256>%s=</ChecksumSHA256></Part>".formatted("c".repeat(43));
  }

  @Test
  void a_thousand_keys() throws Exception {
    String document =
        IntStream.range(0, 1000)
            .mapToObj(n -> "<Object><Key>%04d%s</Key></Object>".formatted(n, "/k".repeat(20)))
            .collect(Collectors.joining("", "<Delete>", "</Delete>"));
    RawRequest delete =
        RawRequest.of("POST", "/bucket?delete=")
            .with("content-md5", Checksums.md5(document.getBytes(UTF_8)));
    for (RawResponse answer : atOnce(() -> raw.call(delete, document.getBytes(UTF_8)))) {
      assertEquals(200, answer.status(), answer::text);
      assertEquals(1000, Xml.texts(answer.body(), "Key").size());
    }
    assertServing();
  }

  private static List<RawResponse> atOnce(Callable<RawResponse> call) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    try {
      List<RawResponse> answers = new ArrayList<>();
      for (Future<RawResponse> answer :
          threads.invokeAll(IntStream.range(0, AT_ONCE).mapToObj(n -> call).toList())) {
        answers.add(answer.get());
      }
      return answers;
    } finally {
      threads.shutdownNow();
    }
  }

  private static void assertServing() throws Exception {
    assertEquals(200, raw.call("GET", "/bucket?list-type=2").status());
    assertFalse(proxy.log().contains("OutOfMemoryError"), "out of memory");
  }
}
