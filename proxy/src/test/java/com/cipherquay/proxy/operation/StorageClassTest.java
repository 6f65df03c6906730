package com.cipherquay.proxy.operation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cipherquay.proxy.http.Reply;
import com.cipherquay.proxy.http.SignedRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Storage classes and RestoreObject over the local store. */
final class StorageClassTest {

  private static final String TARGET = "/bucket/k";
  private static final String CLASS = "x-amz-storage-class";

  private LocalProxy proxy;

  @BeforeEach
  void start(@TempDir Path folder) throws IOException {
    proxy = LocalProxy.start(folder);
  }

  @AfterEach
  void stop() throws IOException {
    proxy.close();
  }

  private void put(String target, String storageClass) throws IOException {
    SignedRequest put = SignedRequest.put(target, "hello").with(CLASS, storageClass);
    assertEquals(200, proxy.send(put).status());
  }

  private Reply restore(String target, String document) throws IOException {
    return proxy.send(
        SignedRequest.of("POST", target + "?restore").withBody(document.getBytes(UTF_8)));
  }

  private static String request(String inner) {
    return "<RestoreRequest>" + inner + "</RestoreRequest>";
  }

  private Reply restore() throws IOException {
    return restore(TARGET, request("<Days>1</Days>"));
  }

  private void assertOutcome(String outcome, Reply reply) {
    assertEquals(outcome, reply.status() + " " + reply.element("Code"), reply::text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "STANDARD",
        "REDUCED_REDUNDANCY",
        "STANDARD_IA",
        "ONEZONE_IA",
        "INTELLIGENT_TIERING",
        "GLACIER",
        "DEEP_ARCHIVE",
        "GLACIER_IR"
      })
  void everyClassIsKeptAndShown(String name) throws IOException {
    put(TARGET, name);
    // As with S3, the usual class is not named in a header.
    Optional<String> header = Optional.of(name).filter(it -> !it.equals("STANDARD"));
    Reply head = proxy.send("HEAD", TARGET);
    assertEquals(header, head.header(CLASS));
    assertEquals(Optional.of("5"), head.header("content-length"));
    assertEquals(name, proxy.send("GET", "/bucket").element("StorageClass"));
    assertEquals(name, proxy.send("GET", "/bucket?list-type=2").element("StorageClass"));
    SignedRequest attributes = SignedRequest.get(TARGET + "?attributes");
    Reply said = proxy.send(attributes.with("x-amz-object-attributes", "StorageClass"));
    assertEquals(name, said.element("StorageClass"));
    boolean archive = name.equals("GLACIER") || name.equals("DEEP_ARCHIVE");
    Reply get = proxy.send("GET", TARGET);
    assertEquals(archive ? 403 : 200, get.status());
    if (!archive) {
      assertEquals(header, get.header(CLASS));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"standard", "COLD", "OUTPOSTS", "SNOW", "EXPRESS_ONEZONE", "a b"})
  void aClassThatS3DoesNotHaveIsRefused(String name) throws IOException {
    for (SignedRequest request :
        List.of(
            SignedRequest.put(TARGET, "x"),
            SignedRequest.of("POST", TARGET + "?uploads"),
            SignedRequest.of("PUT", TARGET).with("x-amz-copy-source", "/bucket/other"))) {
      Reply reply = proxy.send(request.with(CLASS, name));
      assertOutcome("400 InvalidStorageClass", reply);
      assertEquals(name, reply.element("StorageClassRequested"));
    }
    assertEquals(404, proxy.send("HEAD", TARGET).status());
  }

  @Test
  void anUploadShowsItsClassAndGivesItToItsObject() throws IOException {
    TestUpload upload = TestUpload.begin(proxy, TARGET, Map.of(CLASS, "ONEZONE_IA"));
    upload.put(1, new byte[TestUpload.MINIMUM]);
    upload.put(2, new byte[3]);
    assertEquals("ONEZONE_IA", upload.list("").element("StorageClass"));
    assertEquals("ONEZONE_IA", proxy.send("GET", "/bucket?uploads").element("StorageClass"));
    assertEquals(200, upload.complete().status());
    assertEquals(Optional.of("ONEZONE_IA"), proxy.send("HEAD", TARGET).header(CLASS));
    assertArrayEquals(upload.expected(), proxy.send("GET", TARGET).body());
  }

  @Test
  void aCopyHasTheClassThatWasAskedForAndNotItsSources() throws IOException {
    put(TARGET, "STANDARD_IA");
    SignedRequest copy = SignedRequest.of("PUT", "/bucket/c").with("x-amz-copy-source", TARGET);
    assertEquals(200, proxy.send(copy).status());
    assertEquals(Optional.empty(), proxy.send("HEAD", "/bucket/c").header(CLASS));
    assertEquals(200, proxy.send(copy.with(CLASS, "GLACIER_IR")).status());
    assertEquals(Optional.of("GLACIER_IR"), proxy.send("HEAD", "/bucket/c").header(CLASS));
    SignedRequest self = SignedRequest.of("PUT", TARGET).with("x-amz-copy-source", TARGET);
    assertEquals(200, proxy.send(self.with(CLASS, "ONEZONE_IA")).status());
    assertEquals(Optional.of("ONEZONE_IA"), proxy.send("HEAD", TARGET).header(CLASS));
    assertEquals("hello", proxy.send("GET", TARGET).text());
  }

  @ParameterizedTest
  @ValueSource(strings = {"GLACIER", "DEEP_ARCHIVE"})
  void whatIsArchivedIsReadAfterItWasRestored(String name) throws IOException {
    put(TARGET, name);
    Reply get = proxy.send("GET", TARGET);
    assertOutcome("403 InvalidObjectState", get);
    SignedRequest copy = SignedRequest.of("PUT", "/bucket/c").with("x-amz-copy-source", TARGET);
    assertOutcome("403 InvalidObjectState", proxy.send(copy));
    Reply before = proxy.send("HEAD", TARGET);
    assertEquals(200, before.status());
    assertEquals(Optional.empty(), before.header("x-amz-restore"));
    assertEquals(202, restore().status());
    Reply after = proxy.send("GET", TARGET);
    assertEquals("hello", after.text());
    Instant first = expiry(after);
    Duration time = Duration.between(Instant.now(), first);
    assertTrue(time.toHours() >= 23 && time.toHours() <= 48, time.toString());
    assertEquals(200, restore(TARGET, request("<Days>30</Days>")).status());
    Reply head = proxy.send("HEAD", TARGET);
    assertEquals(Duration.ofDays(29), Duration.between(first, expiry(head)));
    assertEquals(Optional.of(name), head.header(CLASS));
    assertEquals(before.header("etag"), head.header("etag"));
    assertEquals(200, proxy.send(copy).status());
    assertEquals("hello", proxy.send("GET", "/bucket/c").text());
  }

  private static Instant expiry(Reply reply) {
    String field = reply.header("x-amz-restore").orElse("");
    Matcher matcher =
        Pattern.compile("ongoing-request=\"false\", expiry-date=\"(.* 00:00:00 GMT)\"")
            .matcher(field);
    assertTrue(matcher.matches(), field);
    return HttpDate.parse(matcher.group(1)).orElseThrow();
  }

  /** Its manifest is in the body, which is archived; the length is known without. */
  @Test
  void theHeadOfAnArchivedObjectOfParts() throws IOException {
    TestUpload upload = TestUpload.begin(proxy, TARGET, Map.of(CLASS, "GLACIER"));
    upload.put(1, TestUpload.bytes(TestUpload.MINIMUM, 1));
    upload.put(2, TestUpload.bytes(70_000, 2));
    upload.complete();
    String size = Integer.toString(TestUpload.MINIMUM + 70_000);
    SignedRequest head = SignedRequest.of("HEAD", TARGET).with("x-amz-checksum-mode", "ENABLED");
    assertEquals(Optional.of(size), proxy.send(head).header("content-length"));
    assertOutcome("403 InvalidObjectState", proxy.send("GET", TARGET));
    assertOutcome("403 InvalidObjectState", proxy.send("GET", TARGET + "?partNumber=1"));
    assertEquals(202, restore().status());
    assertArrayEquals(upload.expected(), proxy.send("GET", TARGET).body());
  }

  @Test
  void anArchivedObjectIsReplacedDeletedAndTagged() throws IOException {
    put(TARGET, "GLACIER");
    String tags = "<Tagging><TagSet><Tag><Key>a</Key><Value/></Tag></TagSet></Tagging>";
    SignedRequest tagging = SignedRequest.put(TARGET + "?tagging", tags);
    assertEquals(200, proxy.send(tagging.with("Content-MD5", Digests.md5(tags))).status());
    put(TARGET, "STANDARD");
    assertEquals("hello", proxy.send("GET", TARGET).text());
    put(TARGET, "DEEP_ARCHIVE");
    assertEquals(204, proxy.send("DELETE", TARGET).status());
    assertEquals(404, proxy.send("HEAD", TARGET).status());
  }

  @Test
  void onlyWhatIsArchivedIsRestored() throws IOException {
    for (String name : List.of("STANDARD", "GLACIER_IR", "INTELLIGENT_TIERING")) {
      put(TARGET, name);
      assertOutcome("403 InvalidObjectState", restore());
    }
    assertOutcome("404 NoSuchKey", restore("/bucket/none", request("<Days>1</Days>")));
    assertOutcome("404 NoSuchBucket", restore("/none/k", request("<Days>1</Days>")));
  }

  @ParameterizedTest
  @CsvSource({
    "<Days>1</Days><GlacierJobParameters><Tier>Bulk</Tier></GlacierJobParameters>, 202",
    "<Days>1</Days><Tier>Expedited</Tier><Description>d</Description>, 202",
    "<Days>0</Days>, 400 InvalidArgument",
    "<Days>-1</Days>, 400 InvalidArgument",
    "<Days>x</Days>, 400 InvalidArgument",
    "'', 400 InvalidArgument",
    "<Days>1</Days><GlacierJobParameters><Tier>Fast</Tier></GlacierJobParameters>, 400"
        + " InvalidArgument",
    "<Days>1</Days><GlacierJobParameters/>, 400 MalformedXML",
    "<Days>1</Days><Days>2</Days>, 400 MalformedXML",
    "<Type>SELECT</Type>, 501 NotImplemented",
    "<Days>1</Days><OutputLocation/>, 501 NotImplemented"
  })
  void requests(String inner, String outcome) throws IOException {
    put(TARGET, "GLACIER");
    assertEquals(outcome, outcome(restore(TARGET, request(inner))));
  }

  private static String outcome(Reply reply) {
    return (reply.status() + " " + reply.element("Code")).strip();
  }

  @Test
  void noRequest() throws IOException {
    put(TARGET, "GLACIER");
    assertOutcome("400 MalformedXML", restore(TARGET, ""));
    assertOutcome("400 MalformedXML", restore(TARGET, "<Restore><Days>1</Days></Restore>"));
    String days = "<RestoreRequest><Days>1</Days></RestoreRequest>";
    assertOutcome(
        "400 InvalidArgument",
        proxy.send(
            SignedRequest.of("POST", TARGET + "?restore&versionId=x")
                .withBody(days.getBytes(UTF_8))));
    assertOutcome("403 InvalidObjectState", proxy.send("GET", TARGET));
  }
}
