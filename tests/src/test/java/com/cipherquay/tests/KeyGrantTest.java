package com.cipherquay.tests;

import static com.cipherquay.grant.GrantAction.DELETE;
import static com.cipherquay.grant.GrantAction.LIST;
import static com.cipherquay.grant.GrantAction.READ;
import static com.cipherquay.grant.GrantAction.WRITE;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.cipherquay.grant.GrantAction;
import com.cipherquay.grant.GrantScope;
import com.cipherquay.grant.KeyGrant;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.Tag;

/** What an installation does, with ordinary clients, with keys that another one gave it. */
final class KeyGrantTest {

  private static final String BUCKET = TwoInstallations.BUCKET;
  private static final GrantScope BELOW = GrantScope.ofPrefix(BUCKET, "a/");

  @TempDir private static Path folder = Path.of("");

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static S3ProxyServer upstream;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static TwoInstallations both;

  private final List<KeyGrant> given = new ArrayList<>();
  private final S3Client s3 = both.second();

  @BeforeAll
  static void start() throws IOException {
    upstream = S3ProxyServer.start();
    both = TwoInstallations.over(upstream.endpoint(), upstream.endpoint(), folder);
  }

  @AfterAll
  static void stop() {
    both.close();
    upstream.close();
  }

  @AfterEach
  void drop() throws Exception {
    for (KeyGrant grant : given) {
      both.drop(grant);
    }
  }

  private void give(Set<GrantAction> actions) throws Exception {
    given.add(both.give(TwoInstallations.terms(actions, BELOW)));
  }

  private static String code(Runnable call) {
    S3Exception e = assertThrows(S3Exception.class, call::run);
    return e.statusCode() + " " + (e.statusCode() == 404 ? "" : e.awsErrorDetails().errorCode());
  }

  @Test
  void it_lists_and_reads_what_is_below_and_nothing_else() throws Exception {
    give(Set.of(READ, LIST));
    List<String> below = List.of("a/", "a//", "a/b", "a/b/c", "a/ü/𝄞");
    assertEquals(below, TwoInstallations.list(s3, ""));
    assertEquals(below, TwoInstallations.list(s3, "a/"));
    assertEquals(
        List.of("a/"),
        s3.listObjectsV2(r -> r.bucket(BUCKET).delimiter("/")).commonPrefixes().stream()
            .map(CommonPrefix::prefix)
            .toList());
    for (String key : TwoInstallations.TREE) {
      if (below.contains(key)) {
        assertEquals(key, TwoInstallations.get(s3, key));
      } else {
        assertEquals("404 ", code(() -> TwoInstallations.get(s3, key)), key);
      }
    }
    assertEquals(
        "/b",
        s3.getObjectAsBytes(r -> r.bucket(BUCKET).key("a/b/c").range("bytes=1-2")).asUtf8String());
    assertEquals(5, s3.headObject(r -> r.bucket(BUCKET).key("a/b/c")).contentLength());
  }

  @Test
  void what_is_not_allowed_is_refused_to_the_owner_too() throws Exception {
    give(Set.of(READ));
    assertEquals("a/b", TwoInstallations.get(s3, "a/b"));
    assertEquals(List.of(), TwoInstallations.list(s3, ""));
    List<Runnable> refused =
        List.of(
            () -> TwoInstallations.list(s3, "a/"),
            () -> TwoInstallations.put(s3, "a/b"),
            () -> s3.deleteObject(r -> r.bucket(BUCKET).key("a/b")),
            () -> s3.createMultipartUpload(r -> r.bucket(BUCKET).key("a/new")),
            () -> s3.deleteBucketCors(r -> r.bucket(BUCKET)),
            () -> s3.deleteBucket(r -> r.bucket(BUCKET)));
    for (Runnable each : refused) {
      assertEquals("403 AccessDenied", code(each));
    }
    assertEquals("a/b", TwoInstallations.get(both.first(), "a/b"));
  }

  @Test
  void what_it_writes_the_other_reads() throws Exception {
    give(Set.of(READ, WRITE, LIST, DELETE));
    TwoInstallations.put(s3, "a/new");
    assertEquals("a/new", TwoInstallations.get(both.first(), "a/new"));
    s3.deleteObject(r -> r.bucket(BUCKET).key("a/new"));
    assertEquals("404 ", code(() -> TwoInstallations.get(both.first(), "a/new")));
    List<Tag> tags = List.of(Tag.builder().key("k").value("v").build());
    assertEquals(
        "403 AccessDenied",
        code(
            () ->
                s3.putObjectTagging(
                    r -> r.bucket(BUCKET).key("a/b").tagging(t -> t.tagSet(tags)))));
  }

  @Test
  void an_upload_in_parts() throws Exception {
    give(Set.of(READ, WRITE, LIST, DELETE));
    String key = "a/large";
    byte[] body = TwoInstallations.putInParts(s3, key);
    assertArrayEquals(body, TwoInstallations.bytes(both.first(), key));
    assertArrayEquals(body, TwoInstallations.bytes(s3, key));
    s3.deleteObject(r -> r.bucket(BUCKET).key(key));
  }

  @Test
  void copies_over_the_border_and_along_it() throws Exception {
    give(Set.of(READ, WRITE, LIST, DELETE));
    TwoInstallations.put(s3, "own");
    for (String[] copy : new String[][] {{"a/b", "mine"}, {"own", "a/in"}, {"a/b/c", "a/again"}}) {
      s3.copyObject(
          r ->
              r.sourceBucket(BUCKET)
                  .sourceKey(copy[0])
                  .destinationBucket(BUCKET)
                  .destinationKey(copy[1]));
      assertEquals(copy[0], TwoInstallations.get(s3, copy[1]));
    }
    assertEquals("own", TwoInstallations.get(both.first(), "a/in"));
    assertEquals("404 ", code(() -> TwoInstallations.get(both.first(), "mine")));
    for (String key : List.of("own", "mine", "a/in", "a/again")) {
      s3.deleteObject(r -> r.bucket(BUCKET).key(key));
    }
  }

  @Test
  void it_ends_by_itself() throws Exception {
    given.add(
        both.give(
            TwoInstallations.terms(Set.of(READ, LIST), BELOW).until(Instant.now().plusSeconds(4))));
    assertEquals("a/b", TwoInstallations.get(s3, "a/b"));
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> outcome("a/b").equals("403 AccessDenied"));
    assertEquals(List.of(), TwoInstallations.list(s3, ""));
    // Not into the place where the other vault's objects are, nor beside it.
    assertEquals("403 AccessDenied", code(() -> TwoInstallations.put(s3, "a/b")));
  }

  private String outcome(String key) {
    try {
      return TwoInstallations.get(s3, key);
    } catch (S3Exception e) {
      return e.statusCode() + " " + e.awsErrorDetails().errorCode();
    }
  }

  @Test
  void dropped_it_is_gone() throws Exception {
    give(Set.of(READ, LIST));
    assertEquals("a/b", TwoInstallations.get(s3, "a/b"));
    both.drop(given.remove(0));
    assertEquals("404 ", code(() -> TwoInstallations.get(s3, "a/b")));
    assertEquals(List.of(), TwoInstallations.list(s3, ""));
  }

  /** FORMAT.md, R36: a copy of the giver's over the border shares no data key any more. */
  @Test
  void the_giver_encrypts_copies_over_the_border_anew() throws Exception {
    give(Set.of(READ, LIST));
    for (String target : List.of("a/copied", "outside", "b2")) {
      String source = target.equals("b2") ? "b" : target.equals("outside") ? "a/b" : "b";
      both.first()
          .copyObject(
              r ->
                  r.sourceBucket(BUCKET)
                      .sourceKey(source)
                      .destinationBucket(BUCKET)
                      .destinationKey(target));
      boolean shares = writeId(source).equals(writeId(target));
      assertEquals(target.equals("b2"), shares, target);
      both.first().deleteObject(r -> r.bucket(BUCKET).key(target));
    }
    assertFalse(both.secondProcess().log().contains("Exception"));
  }

  /** From the header of the first part, which a copy in the store takes along. */
  private static String writeId(String key) throws IOException {
    GrantScope object = GrantScope.ofObject(BUCKET, key);
    String stored = TwoInstallations.stored(both.giver(), object);
    try (S3Client direct = Sdk.sync(both.upstream())) {
      byte[] body = direct.getObjectAsBytes(r -> r.bucket(BUCKET).key(stored)).asByteArray();
      return HexFormat.of().formatHex(body, 8, 24);
    }
  }
}
