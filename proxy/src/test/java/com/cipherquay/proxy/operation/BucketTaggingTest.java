package com.cipherquay.proxy.operation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.cipherquay.proxy.http.Reply;
import com.cipherquay.proxy.http.RunningProxy;
import com.cipherquay.proxy.http.SignedRequest;
import com.cipherquay.proxy.s3.S3ErrorCode;
import com.cipherquay.proxy.s3.S3Exception;
import com.cipherquay.proxy.s3.xml.TaggingDocument;
import com.cipherquay.proxy.s3.xml.TaggingDocument.Tag;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The tags of a bucket. */
final class BucketTaggingTest {

  private static RunningProxy proxy;

  @BeforeAll
  static void start() throws IOException {
    proxy = RunningProxy.start();
    proxy.send(SignedRequest.of("PUT", "/bucket"));
  }

  @AfterAll
  static void stop() throws IOException {
    proxy.close();
  }

  private static String tagging(Tag... tags) {
    return new String(new TaggingDocument(List.of(tags)).toXml().array(), UTF_8);
  }

  private static Reply put(String document) throws IOException {
    return proxy.send(
        SignedRequest.put("/bucket?tagging", document).with("Content-MD5", Digests.md5(document)));
  }

  private static Reply get() throws IOException {
    return proxy.send(SignedRequest.get("/bucket?tagging"));
  }

  @Test
  void tagsComeAndGo() throws IOException {
    assertEquals(204, put(tagging(new Tag("k", "v"), new Tag("Ä é", ""))).status());
    assertEquals(List.of("k", "Ä é"), get().elements("Key"));
    assertEquals(List.of("v", ""), get().elements("Value"));
    assertEquals(204, put(tagging(new Tag("only", "one"))).status());
    assertEquals(List.of("only"), get().elements("Key"));
    assertEquals(204, proxy.send(SignedRequest.of("DELETE", "/bucket?tagging")).status());
    Reply none = get();
    assertEquals(404, none.status());
    assertEquals("NoSuchTagSet", none.element("Code"));
    assertEquals("bucket", none.element("BucketName"));
    assertEquals(204, proxy.send(SignedRequest.of("DELETE", "/bucket?tagging")).status());
  }

  @Test
  void noTagsAreTheSameAsNone() throws IOException {
    put(tagging(new Tag("k", "v")));
    assertEquals(204, put(tagging()).status());
    assertEquals("NoSuchTagSet", get().element("Code"));
  }

  @Test
  void aRefusedSetLeavesTheOneThatIsThere() throws IOException {
    put(tagging(new Tag("kept", "v")));
    assertEquals("InvalidTag", put(tagging(new Tag("", "v"))).element("Code"));
    SignedRequest bare = SignedRequest.put("/bucket?tagging", tagging(new Tag("k", "v")));
    assertEquals("InvalidRequest", proxy.send(bare).element("Code"));
    assertEquals(List.of("kept"), get().elements("Key"));
    String document = tagging(new Tag("k", "v"));
    SignedRequest absent = SignedRequest.put("/absent?tagging", document);
    for (SignedRequest request :
        List.of(
            absent.with("Content-MD5", Digests.md5(document)),
            SignedRequest.get("/absent?tagging"),
            SignedRequest.of("DELETE", "/absent?tagging"))) {
      assertEquals("NoSuchBucket", proxy.send(request).element("Code"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<Tagging/>",
        "<Tags><TagSet/></Tags>",
        "<Tagging><TagSet/><TagSet/></Tagging>",
        "<Tagging><TagSet/><Other/></Tagging>",
        "<Tagging><TagSet>text</TagSet></Tagging>",
        "<Tagging><TagSet><Other/></TagSet></Tagging>",
        "<Tagging><TagSet><Tag><Key>k</Key></Tag></TagSet></Tagging>",
        "<Tagging><TagSet><Tag><Value>v</Value></Tag></TagSet></Tagging>",
        "<Tagging><TagSet><Tag><Key>k</Key><Key>k</Key></Tag></TagSet></Tagging>",
        "<Tagging><TagSet><Tag><Key>k</Key><Value><a/></Value></Tag></TagSet></Tagging>",
        "<Tagging><TagSet><Tag><Key>k</Key><Value>v</Value><X/></Tag></TagSet></Tagging>"
      })
  void whatIsNoSetIsMalformed(String document) throws IOException {
    assertEquals("MalformedXML", put(document).element("Code"));
  }

  private static void refuse(S3ErrorCode code, String message, List<Tag> tags) {
    S3Exception refused =
        assertThrows(S3Exception.class, () -> TagRules.OF_BUCKET.check(tags), tags::toString);
    assertEquals(code, refused.code());
    assertEquals(message, refused.getMessage());
  }

  private static List<Tag> tags(int count) {
    List<Tag> tags = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      // The longest that there can be, of characters that take two chars each.
      String number = String.format("%03d", i);
      tags.add(new Tag(number + "𝒜".repeat(125), "𝒜".repeat(256)));
    }
    return tags;
  }

  @Test
  void fiftyTagsOfAllTheirLengthAreKept() throws IOException {
    assertEquals(204, put(tagging(tags(50).toArray(Tag[]::new))).status());
    assertEquals(50, get().elements("Key").size());
    Reply refused = put(tagging(tags(51).toArray(Tag[]::new)));
    assertEquals(400, refused.status());
    assertEquals("BadRequest", refused.element("Code"));
    assertEquals("Bucket tag count cannot be greater than 50", refused.element("Message"));
  }

  @Test
  void aTagHasItsLengths() {
    String key = "The TagKey you have provided is invalid";
    String value = "The TagValue you have provided is invalid";
    TagRules.OF_BUCKET.check(List.of(new Tag("k".repeat(128), "v".repeat(256))));
    refuse(S3ErrorCode.INVALID_TAG, key, List.of(new Tag("k".repeat(129), "")));
    refuse(S3ErrorCode.INVALID_TAG, key, List.of(new Tag("", "")));
    refuse(S3ErrorCode.INVALID_TAG, value, List.of(new Tag("k", "v".repeat(257))));
  }

  @ParameterizedTest
  @CsvSource({"k#, v", "k, v#", "'k\n', v", "k, '<'", "k&, v", "k, a\"b"})
  void aTagHasItsCharacters(String key, String value) {
    assertThrows(S3Exception.class, () -> TagRules.OF_BUCKET.check(List.of(new Tag(key, value))));
  }

  @Test
  void systemTagsAndDoublesAreRefused() {
    String system = "System tags cannot be added/updated by requester";
    refuse(S3ErrorCode.INVALID_TAG, system, List.of(new Tag("aws:k", "v")));
    refuse(S3ErrorCode.INVALID_TAG, system, List.of(new Tag("AWS:k", "v")));
    TagRules.OF_BUCKET.check(List.of(new Tag("k:aws:", "aws:v"), new Tag("K:aws:", "")));
    refuse(
        S3ErrorCode.INVALID_TAG,
        "Cannot provide multiple Tags with the same key",
        List.of(new Tag("k", "1"), new Tag("k", "2")));
  }

  @Provide
  Arbitrary<List<Tag>> sets() {
    Arbitrary<String> key =
        Arbitraries.strings().withChars("aÄ字 _.:/=+-@7").ofMinLength(1).ofMaxLength(128);
    Arbitrary<String> text = Arbitraries.strings().withChars("aÄ字 _.:/=+-@7").ofMaxLength(256);
    return Combinators.combine(key, text)
        .as(Tag::new)
        .list()
        .uniqueElements(Tag::key)
        .ofMaxSize(50);
  }

  @Property(tries = 100)
  void whatIsAllowedComesBack(@ForAll("sets") List<Tag> tags) {
    TagRules.OF_BUCKET.check(tags);
    TaggingDocument document = new TaggingDocument(tags);
    assertEquals(document, TaggingDocument.parse(document.toXml().array()));
  }
}
