package com.cipherquay.proxy.upstream;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.cipherquay.store.ByteRange;
import com.cipherquay.store.StoreException;
import com.cipherquay.store.StoreFault;
import com.cipherquay.store.StoredBody;
import com.cipherquay.store.StoredDeletion;
import com.cipherquay.store.StoredDeletions;
import com.cipherquay.store.StoredMetadata;
import com.cipherquay.store.StoredName;
import com.cipherquay.store.StoredObject;
import com.cipherquay.store.StoredPage;
import com.cipherquay.store.StoredPageRequest;
import com.cipherquay.store.StoredVersion;
import com.cipherquay.store.WriteCondition;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that say that all is well, and do not all tell the truth. */
final class AnswerTest {

  private static final StoredName NAME = new StoredName("x");
  private static final String DATE = "Last-Modified: Fri, 20 Nov 2026 12:00:00 GMT";

  @Test
  void anEmptyEntityTagIsAskedForAgain() throws Exception {
    BrokenStore.Script ceph =
        call -> {
          if (call.line().startsWith("PUT ")) {
            call.answer("200 OK", "", "ETag: \"\"");
          } else {
            call.answer("200 OK", "", "ETag: \"from-head\"", DATE);
          }
        };
    try (BrokenStore server = BrokenStore.playing(ceph);
        UpstreamFixture upstream = UpstreamFixture.of(server)) {
      StoredBody body = new StoredBody(new ByteArrayInputStream(new byte[3]), 3);
      assertEquals(
          "from-head",
          upstream.store().write(NAME, body, StoredMetadata.NONE, WriteCondition.NONE).etag());
    }
  }

  @Test
  void bytesAreTakenAsTheyWereStored() throws Exception {
    BrokenStore.Script inflating =
        call ->
            call.answer(
                "200 OK",
                "bytes",
                "ETag: e",
                DATE,
                "Content-Encoding: gzip",
                "x-amz-meta-cq: AAEC");
    try (BrokenStore server = BrokenStore.playing(inflating);
        UpstreamFixture upstream = UpstreamFixture.of(server);
        StoredObject object =
            upstream.store().read(NAME, new ByteRange.Whole(), Optional.empty())) {
      assertArrayEquals("bytes".getBytes(StandardCharsets.US_ASCII), object.body().readAllBytes());
      assertEquals("e", object.head().etag());
      assertEquals(StoredMetadata.of(new byte[] {0, 1, 2}), object.head().metadata());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "200 OK|ETag: \"e\"",
        "200 OK|Last-Modified: Fri, 20 Nov 2026 12:00:00 GMT",
        "206 Partial|ETag: \"e\"|" + DATE,
        "206 Partial|ETag: \"e\"|" + DATE + "|Content-Range: bytes 3-7/100",
        "206 Partial|ETag: \"e\"|" + DATE + "|Content-Range: bytes 2-5/100",
        "206 Partial|ETag: \"e\"|" + DATE + "|Content-Range: bytes 2-6/*",
        "206 Partial|ETag: \"e\"|" + DATE + "|Content-Range: bytes 6-2/100",
        "200 OK|ETag: \"e\"|" + DATE
      })
  void aRangeWithOtherBytesThanAskedForIsRefused(String answer) throws Exception {
    String[] parts = answer.split("\\|", -1);
    String[] fields = Arrays.copyOfRange(parts, 1, parts.length);
    try (BrokenStore server = BrokenStore.playing(call -> call.answer(parts[0], "bytes", fields));
        UpstreamFixture upstream = UpstreamFixture.of(server)) {
      assertBroken(
          () -> upstream.store().read(NAME, new ByteRange.Between(2, 6), Optional.empty()).close());
    }
  }

  @Test
  void aBodyWithoutALengthIsRefused() throws Exception {
    BrokenStore.Script chunked =
        call ->
            call.send(
                "HTTP/1.1 200 OK\r\nETag: \"e\"\r\n"
                    + DATE
                    + "\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nbytes\r\n0\r\n\r\n");
    try (BrokenStore server = BrokenStore.playing(chunked);
        UpstreamFixture upstream = UpstreamFixture.of(server)) {
      assertBroken(
          () -> upstream.store().read(NAME, new ByteRange.Whole(), Optional.empty()).close());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no XML",
        "<ListBucketResult><IsTruncated>tr",
        "<ListBucketResult/>",
        "<ListBucketResult><IsTruncated/></ListBucketResult>",
        "<html><IsTruncated>false</IsTruncated></html>",
        "<ListBucketResult><IsTruncated>true</IsTruncated></ListBucketResult>",
        "<ListBucketResult><Contents><Key>a</Key><Size>1</Size></Contents></ListBucketResult>",
        "<ListBucketResult><Contents><Key>a</Key><Size>-</Size></Contents></ListBucketResult>",
        "<ListBucketResult><EncodingType>url</EncodingType><CommonPrefixes><Prefix>%</Prefix>"
            + "</CommonPrefixes></ListBucketResult>",
        "<ListBucketResult><CommonPrefixes><Prefix></Prefix></CommonPrefixes></ListBucketResult>",
        "<!DOCTYPE a [<!ENTITY b \"c\">]><ListBucketResult><CommonPrefixes><Prefix>&b;</Prefix>"
            + "</CommonPrefixes></ListBucketResult>",
        "<ListBucketResult><IsTruncated>true</IsTruncated><CommonPrefixes><Prefix>a/</Prefix>"
            + "</CommonPrefixes></ListBucketResult>"
      })
  void aListingThatIsNoneIsRefused(String document) throws Exception {
    try (BrokenStore server = BrokenStore.playing(call -> call.answer("200 OK", document));
        UpstreamFixture upstream = UpstreamFixture.of(server)) {
      assertBroken(() -> upstream.store().list(new StoredPageRequest("", true, "b", 10)));
    }
  }

  @Test
  void aListingMayHaveForeignNames() throws Exception {
    String document =
        "<ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Name>b</Name>"
            + "<IsTruncated>false</IsTruncated>"
            + "<EncodingType>url</EncodingType><Contents><Key>a+%2B%C3%BC%00</Key>"
            + "<LastModified>2026-11-20T12:00:00.123Z</LastModified><ETag>&quot;e&quot;</ETag>"
            + "<Size>7</Size><Owner><ID>x</ID></Owner></Contents></ListBucketResult>";
    try (BrokenStore server = BrokenStore.playing(call -> call.answer("200 OK", document));
        UpstreamFixture upstream = UpstreamFixture.of(server)) {
      StoredPage page = upstream.store().list(new StoredPageRequest("", false, "", 10));
      assertEquals("a +\u00fc\u0000", page.entries().get(0).name());
      assertEquals("e", page.entries().get(0).etag());
      assertEquals(7, page.entries().get(0).size());
    }
  }

  @Test
  void deletionsThatFailedAreNamed() throws Exception {
    String document =
        "<DeleteResult><Error><Key>a</Key><Code>AccessDenied</Code></Error>"
            + "<Error><Key>b&lt;</Key><Code>InternalError</Code></Error>"
            + "<Error><Key>c</Key><Code>NoSuchKey</Code></Error></DeleteResult>";
    try (BrokenStore server = BrokenStore.playing(call -> call.answer("200 OK", document));
        UpstreamFixture upstream = UpstreamFixture.of(server)) {
      StoredVersion a = StoredVersion.current(new StoredName("a"));
      StoredVersion b = StoredVersion.current(new StoredName("b<"));
      StoredVersion c = StoredVersion.current(new StoredName("c"));
      StoredDeletions outcome = upstream.store().deleteAll(List.of(a, b, c));
      assertEquals(Map.of(a, StoreFault.DENIED, b, StoreFault.UNAVAILABLE), outcome.failures());
      assertEquals(Map.of(c, StoredDeletion.PLAIN), outcome.deleted());
      assertBroken(() -> upstream.store().deleteAll(List.of(a, b)));
    }
  }

  private static void assertBroken(Executable action) {
    assertEquals(StoreFault.BROKEN, assertThrows(StoreException.class, action).fault());
  }
}
