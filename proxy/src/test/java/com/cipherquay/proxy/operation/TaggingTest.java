package com.cipherquay.proxy.operation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.cipherquay.proxy.http.Reply;
import com.cipherquay.proxy.http.RunningProxy;
import com.cipherquay.proxy.http.SignedRequest;
import com.cipherquay.store.StoreCall;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The tags of objects over the local store. */
final class TaggingTest {

  private static final String TARGET = "/bucket/k";

  private static LocalProxy proxy;

  @BeforeAll
  static void start(@TempDir Path folder) throws IOException {
    proxy = LocalProxy.start(folder.resolve("store"));
  }

  @AfterAll
  static void stop() throws IOException {
    proxy.close();
  }

  private static Map<String, String> tags(String target) throws IOException {
    return tags(proxy, target);
  }

  static Map<String, String> tags(LocalProxy proxy, String target) throws IOException {
    Reply reply = proxy.send("GET", target + "?tagging");
    assertEquals(200, reply.status(), reply::text);
    List<String> keys = reply.elements("Key");
    List<String> values = reply.elements("Value");
    return IntStream.range(0, keys.size())
        .boxed()
        .collect(Collectors.toMap(keys::get, values::get));
  }

  private static String tag(String key, String value) {
    return "<Tag><Key>" + key + "</Key><Value>" + value + "</Value></Tag>";
  }

  private static SignedRequest tagging(String tags) {
    String document = "<Tagging><TagSet>" + tags + "</TagSet></Tagging>";
    return withDigest(TARGET, document);
  }

  private static SignedRequest withDigest(String target, String document) {
    return SignedRequest.put(target + "?tagging", document)
        .with("Content-MD5", Digests.md5(document));
  }

  private static void put(String tags) throws IOException {
    SignedRequest put = SignedRequest.put(TARGET, "body").with("x-amz-tagging", tags);
    assertEquals(200, proxy.send(put).status());
  }

  private static void assertRefused(String outcome, SignedRequest request) throws IOException {
    put("kept=1");
    Reply reply = proxy.send(request);
    assertEquals(outcome, reply.status() + " " + reply.element("Code"), reply::text);
    assertEquals(Map.of("kept", "1"), tags(TARGET));
    assertEquals("body", proxy.send("GET", TARGET).text());
  }

  @Test
  void everyFormOfTheHeader() throws IOException {
    put("project=blue&a%20b+c=%C3%A9%3D&empty=&bare&");
    assertEquals(
        Map.of("project", "blue", "a b c", "\u00e9=", "empty", "", "bare", ""), tags(TARGET));
    for (String method : List.of("GET", "HEAD")) {
      assertEquals(
          Optional.of("4"), proxy.send(method, TARGET).header("x-amz-tagging-count"), method);
    }
    // A client that does not encode sends UTF-8, and a presigner puts the header into the query.
    put("k=\u00c3\u00a9");
    assertEquals(Map.of("k", "\u00e9"), tags(TARGET));
    proxy.send(SignedRequest.put(TARGET + "?x-amz-tagging=a%3Db%26c%3Dd", "body"));
    assertEquals(Map.of("a", "b", "c", "d"), tags(TARGET));
    proxy.send(SignedRequest.put(TARGET, "body"));
    assertEquals(Map.of(), tags(TARGET));
    assertEquals(Optional.empty(), proxy.send("GET", TARGET).header("x-amz-tagging-count"));
  }

  @Test
  void tagsChangeAndNothingElseDoes() throws IOException {
    byte[] body = TestUpload.bytes(100_000, 1);
    SignedRequest put = SignedRequest.of("PUT", TARGET).with("x-amz-meta-color", "blue");
    proxy.send(put.withBody(body));
    Reply before = proxy.send("HEAD", TARGET);
    RunningProxy counted = proxy.proxy();
    counted.calls().reset();
    assertEquals(200, proxy.send(tagging(tag("a", "1") + tag("b", ""))).status());
    assertEquals(Map.of(StoreCall.PUT_TAGS, 1L), counted.calls().byCall());
    assertEquals(Map.of("a", "1", "b", ""), tags(TARGET));
    assertUnchanged(before, body);
    assertEquals(200, proxy.send(tagging("")).status());
    assertEquals(Map.of(), tags(TARGET));
    proxy.send(tagging(tag("c", "2")));
    counted.calls().reset();
    for (int i = 0; i < 2; i++) {
      Reply reply = proxy.send("DELETE", TARGET + "?tagging");
      assertEquals(204, reply.status());
      assertEquals(Map.of(), tags(TARGET));
    }
    assertEquals(
        Map.of(StoreCall.DELETE_TAGS, 2L, StoreCall.GET_TAGS, 2L), counted.calls().byCall());
    assertUnchanged(before, body);
  }

  private static void assertUnchanged(Reply before, byte[] body) throws IOException {
    Reply now = proxy.send("GET", TARGET);
    for (String name : List.of("etag", "last-modified", "x-amz-meta-color", "content-type")) {
      assertEquals(before.header(name), now.header(name), name);
    }
    assertArrayEquals(body, now.body());
  }

  @Test
  void tenTagsAndNotOneMore() throws IOException {
    String ten =
        IntStream.range(0, 10).mapToObj(i -> tag("k" + i, "v")).collect(Collectors.joining());
    put("kept=1");
    assertEquals(200, proxy.send(tagging(ten)).status());
    assertEquals(10, tags(TARGET).size());
    SignedRequest eleven = tagging(ten + tag("k10", "v"));
    assertRefused("400 BadRequest", eleven);
    assertEquals("Object tags cannot be greater than 10", proxy.send(eleven).element("Message"));
    String header =
        IntStream.range(0, 11).mapToObj(i -> "k" + i + "=v").collect(Collectors.joining("&"));
    SignedRequest put = SignedRequest.put(TARGET, "other").with("x-amz-tagging", header);
    assertRefused("400 BadRequest", put);
  }

  @Test
  void theLongestTagAndOneByteMore() throws IOException {
    String key = "k".repeat(78) + "\u00e9";
    String value = "\u00e9".repeat(88);
    put("kept=1");
    assertEquals(200, proxy.send(tagging(tag(key, value))).status());
    assertEquals(Map.of(key, value), tags(TARGET));
    assertRefused("400 InvalidTag", tagging(tag(key + "k", value)));
    assertRefused("400 InvalidTag", tagging(tag(key, value + "v")));
    Reply reply = proxy.send(tagging(tag("k".repeat(81), "")));
    assertEquals("k".repeat(81), reply.element("TagKey"));
    assertEquals(
        "The TagKey is too long to be encrypted: it may have 80 bytes of UTF-8",
        reply.element("Message"));
    reply = proxy.send(tagging(tag("k".repeat(129), "")));
    assertEquals("The TagKey you have provided is invalid", reply.element("Message"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "a,b", "a;b", "a?b", "a!b", "a*b", "a#b", "a%b", "aws:x", "Aws:x", "a\tb"})
  void aKeyThatS3DoesNotTake(String key) throws IOException {
    assertRefused("400 InvalidTag", tagging(tag(key, "v")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a,b", "a;b", "a?b", "a!b", "a*b", "a#b", "a%b", "\ud83d\ude00"})
  void aValueThatS3DoesNotTake(String value) throws IOException {
    assertRefused("400 InvalidTag", tagging(tag("k", value)));
  }

  @Test
  void everyCharacterThatS3Takes() throws IOException {
    String all = "azAZ09 +-=._:/@\u00e9\u4e2d\u00a0";
    put("kept=1");
    assertEquals(200, proxy.send(tagging(tag(all, all))).status());
    assertEquals(Map.of(all, all), tags(TARGET));
    // Only the prefix of a key is reserved.
    assertEquals(200, proxy.send(tagging(tag("x-aws:x", "aws:x"))).status());
  }

  @Test
  void aKeyOnlyOnce() throws IOException {
    Reply reply = proxy.send(tagging(tag("a", "1") + tag("a", "2")));
    assertEquals("InvalidTag", reply.element("Code"));
    assertEquals("Cannot provide multiple Tags with the same key", reply.element("Message"));
    assertEquals("a", reply.element("TagKey"));
    put("kept=1");
    assertEquals(200, proxy.send(tagging(tag("a", "1") + tag("A", "2"))).status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a=1&a=2", "a=b=c", "a=%", "a=%zz", "a=%ff", "a&a"})
  void aHeaderThatIsNoQuery(String header) throws IOException {
    SignedRequest put = SignedRequest.put(TARGET, "other").with("x-amz-tagging", header);
    assertRefused("400 InvalidArgument", put);
    SignedRequest create = SignedRequest.of("POST", "/bucket/u?uploads");
    assertRefused("400 InvalidArgument", create.with("x-amz-tagging", header));
    Reply reply = proxy.send(put);
    assertEquals("x-amz-tagging", reply.element("ArgumentName"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no xml",
        "<Tagging/>",
        "<Tagging></Tagging>",
        "<Tags><TagSet/></Tags>",
        "<Tagging><TagSet/><TagSet/></Tagging>",
        "<Tagging><Other/></Tagging>",
        "<Tagging><TagSet>x</TagSet></Tagging>",
        "<Tagging><TagSet><Tag/></TagSet></Tagging>",
        "<Tagging><TagSet><Tag><Key>a</Key></Tag></TagSet></Tagging>",
        "<Tagging><TagSet><Tag><Value>a</Value></Tag></TagSet></Tagging>",
        "<Tagging><TagSet><Tag><Key>a</Key><Key>b</Key></Tag></TagSet></Tagging>",
        "<Tagging><TagSet><Tag><Key>a</Key><Value/><Other/></Tag></TagSet></Tagging>",
        "<Tagging><TagSet><Tag><Key><X/></Key><Value/></Tag></TagSet></Tagging>",
        "<Tagging><TagSet><Other/></TagSet></Tagging>",
        "<!DOCTYPE x><Tagging><TagSet/></Tagging>"
      })
  void aDocumentThatIsNone(String document) throws IOException {
    assertRefused("400 MalformedXML", withDigest(TARGET, document));
  }

  @Test
  void aDocumentThatIsTooLong() throws IOException {
    String spaces = " ".repeat(70_000) + "<Tagging><TagSet/></Tagging>";
    assertRefused("400 MaxMessageLengthExceeded", withDigest(TARGET, spaces));
  }

  @Test
  void aDocumentWithoutItsDigest() throws IOException {
    put("kept=1");
    String document = "<Tagging><TagSet/></Tagging>";
    SignedRequest bare = SignedRequest.put(TARGET + "?tagging", document);
    assertRefused("400 InvalidRequest", bare);
    assertRefused("400 BadDigest", bare.with("Content-MD5", Digests.md5("other")));
    assertEquals(
        200, proxy.send(bare.with("x-amz-checksum-crc32", Digests.crc32(document))).status());
  }

  @ParameterizedTest
  @CsvSource({
    "GET, ?tagging&versionId=, 400 InvalidArgument",
    "DELETE, ?tagging&versionId=, 400 InvalidArgument",
    "POST, ?tagging, 501 NotImplemented",
    "GET, ?tagging&uploadId=x, 501 NotImplemented",
    "GET, ?tagging&something-new, 501 NotImplemented"
  })
  void whatIsNotUnderstoodIsRefused(String method, String query, String outcome)
      throws IOException {
    assertRefused(outcome, SignedRequest.of(method, TARGET + query));
  }

  @ParameterizedTest
  @CsvSource({"/bucket/nothing, NoSuchKey", "/nothing/k, NoSuchBucket"})
  void tagsOfNothing(String target, String code) throws IOException {
    String document = "<Tagging><TagSet/></Tagging>";
    for (SignedRequest request :
        List.of(
            SignedRequest.get(target + "?tagging"),
            withDigest(target, document),
            SignedRequest.of("DELETE", target + "?tagging"))) {
      Reply reply = proxy.send(request);
      assertEquals("404 " + code, reply.status() + " " + reply.element("Code"));
    }
  }
}
