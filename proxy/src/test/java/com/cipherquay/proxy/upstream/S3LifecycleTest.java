package com.cipherquay.proxy.upstream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cipherquay.proxy.upstream.UpstreamSettings.Place;
import com.cipherquay.store.LifecycleAction;
import com.cipherquay.store.LifecycleStore;
import com.cipherquay.store.LifecycleTime;
import com.cipherquay.store.StorageClass;
import com.cipherquay.store.StoreException;
import com.cipherquay.store.StoreFault;
import com.cipherquay.store.StoredFilter;
import com.cipherquay.store.StoredRule;
import com.cipherquay.store.StoredTags;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lifecycle rules as an S3 gets them, and stores that do not understand all of them. */
final class S3LifecycleTest {

  private static final LifecycleTime.After DAYS = new LifecycleTime.After(3);
  private static final StoredRule PLAIN =
      new StoredRule(StoredFilter.of("a/"), List.of(new LifecycleAction.Expire(DAYS)));
  private static final StoredRule NARROW =
      new StoredRule(
          StoredFilter.of("b/"),
          List.of(new LifecycleAction.ExpireNoncurrent(new LifecycleAction.Noncurrent(DAYS, 2))));

  private static final String ALL =
      "<LifecycleConfiguration xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">"
          + "<Rule><ID>cq-1</ID><Filter><Prefix>a/</Prefix></Filter><Status>Enabled</Status>"
          + "<Expiration><Days>3</Days></Expiration></Rule>"
          + "<Rule><ID>cq-2</ID><Filter><And><Prefix>c/</Prefix>"
          + "<Tag><Key>k</Key><Value>v</Value></Tag>"
          + "<ObjectSizeGreaterThan>5</ObjectSizeGreaterThan>"
          + "<ObjectSizeLessThan>9</ObjectSizeLessThan></And></Filter>"
          + "<Status>Enabled</Status><Transition><Date>2030-01-01T00:00:00.000Z</Date>"
          + "<StorageClass>GLACIER</StorageClass></Transition><NoncurrentVersionTransition>"
          + "<NoncurrentDays>3</NoncurrentDays><StorageClass>GLACIER</StorageClass>"
          + "</NoncurrentVersionTransition></Rule>"
          + "<Rule><ID>cq-3</ID><Filter><Prefix></Prefix></Filter><Status>Enabled</Status>"
          + "<Expiration><ExpiredObjectDeleteMarker>true</ExpiredObjectDeleteMarker>"
          + "</Expiration><AbortIncompleteMultipartUpload><DaysAfterInitiation>3"
          + "</DaysAfterInitiation></AbortIncompleteMultipartUpload></Rule>"
          + "</LifecycleConfiguration>";

  /** What the store has; it leaves out of a document what matches. */
  private volatile String kept = "";

  private BrokenStore keeping(String forgotten) throws IOException {
    return BrokenStore.playing(
        call -> {
          String method = call.line().substring(0, call.line().indexOf(' '));
          switch (method) {
            case "PUT" -> {
              String document = new String(call.body(), UTF_8);
              kept = document.replaceAll(forgotten, "");
              call.send("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
            }
            case "DELETE" -> {
              kept = "";
              call.answer("204 No Content", "");
            }
            default -> {
              String none = "<Error><Code>NoSuchLifecycleConfiguration</Code></Error>";
              call.answer(
                  kept.isEmpty() ? "404 Not Found" : "200 OK", kept.isEmpty() ? none : kept);
            }
          }
        });
  }

  private static LifecycleStore rules(UpstreamFixture upstream) {
    return upstream.store().lifecycle();
  }

  private static void assertFault(StoreFault fault, Executable action) {
    assertEquals(fault, assertThrows(StoreException.class, action).fault());
  }

  @Test
  void aRuleSaysAllAndNothingMore() throws Exception {
    StoredFilter filter =
        new StoredFilter(
            "c/", new StoredTags(Map.of("k", "v")), OptionalLong.of(5), OptionalLong.of(9));
    LifecycleTime date = new LifecycleTime.On(Instant.parse("2030-01-01T00:00:00Z"));
    StorageClass glacier = new StorageClass("GLACIER");
    LifecycleAction.Noncurrent old = new LifecycleAction.Noncurrent(DAYS, 0);
    try (BrokenStore server = keeping("nothing");
        UpstreamFixture upstream = UpstreamFixture.of(server)) {
      rules(upstream)
          .replace(
              List.of(
                  PLAIN,
                  new StoredRule(
                      filter,
                      List.of(
                          new LifecycleAction.Transition(date, glacier),
                          new LifecycleAction.TransitionNoncurrent(old, glacier))),
                  new StoredRule(
                      StoredFilter.of(""),
                      List.of(
                          new LifecycleAction.ExpireMarkers(),
                          new LifecycleAction.AbortUploads(DAYS)))));
      assertEquals(ALL, kept.substring(kept.indexOf("<Life")));
      assertTrue(server.calls().get(1).field("content-md5").isPresent());
      assertTrue(server.calls().get(1).line().startsWith("PUT /bucket?lifecycle= "));
    }
  }

  @ParameterizedTest
  @CsvSource({"<NewerNoncurrentVersions>2</NewerNoncurrentVersions>", "<Rule>.*</Rule>", "(?s).*"})
  void whatTheStoreLeavesOutIsUndone(String forgotten) throws Exception {
    try (BrokenStore server = keeping(forgotten);
        UpstreamFixture upstream = UpstreamFixture.of(server)) {
      assertFault(StoreFault.UNSUPPORTED, () -> rules(upstream).replace(List.of(NARROW)));
      assertEquals("", kept);
      kept = "<LifecycleConfiguration><Old/></LifecycleConfiguration>";
      assertFault(StoreFault.UNSUPPORTED, () -> rules(upstream).replace(List.of(NARROW)));
      assertEquals(!forgotten.equals("(?s).*"), kept.contains("<Old/>"));
    }
  }

  @Test
  void plainRulesAreOneCall() throws Exception {
    try (BrokenStore server = keeping("nothing");
        UpstreamFixture upstream = UpstreamFixture.of(server)) {
      rules(upstream).replace(List.of(PLAIN));
      assertEquals(1, server.calls().size());
      rules(upstream).replace(List.of(PLAIN, NARROW));
      assertEquals(4, server.calls().size());
      rules(upstream).remove();
      assertEquals("", kept);
      assertEquals(0, rules(upstream).follow(Instant.MAX));
      assertEquals(5, server.calls().size());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "400 Bad Request, MalformedXML, UNSUPPORTED",
    "400 Bad Request, InvalidStorageClass, UNSUPPORTED",
    "501 Not Implemented, NotImplemented, UNSUPPORTED",
    "403 Forbidden, AccessDenied, DENIED",
    "404 Not Found, NoSuchBucket, NO_SUCH_BUCKET"
  })
  void refusals(String status, String code, StoreFault fault) throws Exception {
    String document = "<Error><Code>" + code + "</Code></Error>";
    try (BrokenStore server = BrokenStore.playing(call -> call.answer(status, document));
        UpstreamFixture upstream = UpstreamFixture.of(server)) {
      assertFault(fault, () -> rules(upstream).replace(List.of(PLAIN)));
      assertFault(fault, () -> rules(upstream).remove());
    }
  }

  @Test
  void aPartOfABucketHasNoRules() throws Exception {
    try (BrokenStore server = keeping("nothing");
        UpstreamFixture upstream =
            UpstreamFixture.open(
                UpstreamFixture.settings(
                    server.endpoint(),
                    "us-east-1",
                    Optional.empty(),
                    Map.of("bucket", new Place("shared", "of/mine/"))))) {
      assertFault(StoreFault.UNSUPPORTED, () -> rules(upstream).replace(List.of(PLAIN)));
      assertFault(StoreFault.UNSUPPORTED, () -> rules(upstream).remove());
      assertEquals(List.of(), server.calls());
    }
  }
}
