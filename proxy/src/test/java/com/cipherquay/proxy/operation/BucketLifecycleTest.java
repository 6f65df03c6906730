package com.cipherquay.proxy.operation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cipherquay.proxy.http.Reply;
import com.cipherquay.proxy.http.SignedRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The lifecycle rules of a bucket, and what the local store does by them. */
final class BucketLifecycleTest {

  private static final String RULES = "/bucket?lifecycle";
  private static final String EXPIRE = "<Expiration><Days>1</Days></Expiration>";
  private static final String TAG = "<Tag><Key>colour</Key><Value>blue</Value></Tag>";

  private LocalProxy proxy;

  @BeforeEach
  void start(@TempDir Path folder) throws IOException {
    proxy = LocalProxy.start(folder);
  }

  @AfterEach
  void stop() throws IOException {
    proxy.close();
  }

  private Reply put(String target, String rules) throws Exception {
    byte[] body =
        ("<LifecycleConfiguration>" + rules + "</LifecycleConfiguration>").getBytes(UTF_8);
    byte[] digest = MessageDigest.getInstance("MD5").digest(body);
    return proxy.send(
        SignedRequest.of("PUT", target)
            .withBody(body)
            .with("content-md5", Base64.getEncoder().encodeToString(digest)));
  }

  private static String rule(String id, String filter, String actions) {
    return "<Rule><ID>%s</ID><Status>Enabled</Status><Filter>%s</Filter>%s</Rule>"
        .formatted(id, filter, actions);
  }

  private void assertPut(String... rules) throws Exception {
    Reply reply = put(RULES, String.join("", rules));
    assertEquals(200, reply.status(), reply::text);
  }

  private long follow() throws IOException {
    return proxy.objects().lifecycle().follow(Instant.now().plus(Duration.ofDays(3)));
  }

  private List<String> keys() throws IOException {
    return proxy.send("GET", "/bucket?list-type=2").elements("Key").stream().sorted().toList();
  }

  @Test
  void rulesAreWhatWasPut() throws Exception {
    assertEquals("NoSuchLifecycleConfiguration", proxy.send("GET", RULES).element("Code"));
    assertPut(
        rule("one é", "<Prefix>logs/</Prefix>", EXPIRE),
        rule("two", "<And><Prefix>a/</Prefix>" + TAG + "</And>", EXPIRE));
    Reply got = proxy.send("GET", RULES);
    assertEquals(200, got.status());
    assertEquals(List.of("one é", "two"), got.elements("ID"));
    assertEquals(List.of("logs/", "a/"), got.elements("Prefix"));
    assertEquals("blue", got.element("Value"));
    assertPut("<Rule><Prefix/><Status>Disabled</Status>" + EXPIRE + "</Rule>");
    Reply replaced = proxy.send("GET", RULES);
    assertEquals(List.of("Disabled"), replaced.elements("Status"));
    assertFalse(replaced.element("ID").isEmpty(), "S3 names rules without a name");
    assertEquals(204, proxy.send("DELETE", RULES).status());
    assertEquals("NoSuchLifecycleConfiguration", proxy.send("GET", RULES).element("Code"));
    assertEquals(204, proxy.send("DELETE", RULES).status());
  }

  @Test
  void prefixesTagsAndLengthsAreFollowed() throws Exception {
    for (String key : List.of("logs/1", "logs/a/2", "logs", "logs2/3", "other")) {
      proxy.send(SignedRequest.put("/bucket/" + key, "body"));
    }
    proxy.send(SignedRequest.put("/bucket/blue", "body").with("x-amz-tagging", "colour=blue"));
    proxy.send(SignedRequest.put("/bucket/red", "body").with("x-amz-tagging", "colour=red"));
    proxy.send(SignedRequest.put("/bucket/long", "12345678"));
    String lengths =
        "<And><ObjectSizeGreaterThan>7</ObjectSizeGreaterThan>"
            + "<ObjectSizeLessThan>9</ObjectSizeLessThan></And>";
    assertPut(
        rule("p", "<Prefix>logs/</Prefix>", EXPIRE),
        rule("t", TAG, EXPIRE),
        rule("s", lengths, EXPIRE));
    assertEquals(4, follow());
    assertEquals(List.of("logs", "logs2/3", "other", "red"), keys());
  }

  /** What the proxy keeps in the bucket for itself outlives a rule for all. */
  @Test
  void aWholeBucketExpiresAndItsSettingsStay() throws Exception {
    assertPut(
        rule("all", "", EXPIRE),
        rule(
            "u",
            "",
            "<NoncurrentVersionExpiration><NoncurrentDays>1</NoncurrentDays>"
                + "</NoncurrentVersionExpiration>"));
    proxy.send(SignedRequest.put("/bucket/a/b", "body"));
    proxy.send(SignedRequest.put("/bucket/c", "body"));
    TestUpload upload = TestUpload.begin(proxy, "/bucket/u");
    upload.put(1, new byte[5]);
    assertEquals(2, follow());
    assertEquals(List.of(), keys());
    assertEquals(List.of("all", "u"), proxy.send("GET", RULES).elements("ID"));
    assertEquals(200, upload.complete().status());
    assertEquals(List.of("u"), keys());
  }

  @Test
  void anUploadEndsThatIsNotCompleted() throws Exception {
    TestUpload upload = TestUpload.begin(proxy, "/bucket/u");
    upload.put(1, new byte[5]);
    assertPut(
        rule(
            "u",
            "",
            "<AbortIncompleteMultipartUpload><DaysAfterInitiation>1</DaysAfterInitiation>"
                + "</AbortIncompleteMultipartUpload>"));
    assertEquals(1, follow());
    assertEquals("NoSuchUpload", upload.complete().element("Code"));
    assertEquals(204, proxy.send("DELETE", "/bucket").status());
  }

  @Test
  void aDisabledRuleDoesNothing() throws Exception {
    proxy.send(SignedRequest.put("/bucket/k", "body"));
    assertPut(rule("on", "", EXPIRE));
    assertPut("<Rule><Prefix/><Status>Disabled</Status>" + EXPIRE + "</Rule>");
    assertEquals(0, follow());
    assertPut(rule("on", "", EXPIRE));
    assertEquals(204, proxy.send("DELETE", RULES).status());
    assertEquals(0, follow());
    assertEquals(List.of("k"), keys());
  }

  @ParameterizedTest
  @CsvSource({
    "<Prefix>logs</Prefix>, 400 InvalidRequest",
    "<Prefix>logs/a</Prefix>, 400 InvalidRequest",
    "<Tag><Key>aws:x</Key><Value/></Tag>, 400 InvalidTag",
    "<Tag><Key/><Value/></Tag>, 400 InvalidTag",
    "<And/>, 400 MalformedXML"
  })
  void whatCanNotBeIsRefusedAndTheOldRulesStay(String filter, String outcome) throws Exception {
    assertPut(rule("old", "<Prefix>a/</Prefix>", EXPIRE));
    for (String status : List.of("Enabled", "Disabled")) {
      String rule = rule("new", filter, EXPIRE).replace("Enabled", status);
      Reply reply = put(RULES, rule);
      assertEquals(outcome, reply.status() + " " + reply.element("Code"), reply::text);
    }
    assertEquals(List.of("old"), proxy.send("GET", RULES).elements("ID"));
    proxy.send(SignedRequest.put("/bucket/a/k", "body"));
    assertEquals(1, follow());
  }

  @Test
  void thereIsALimitToWholeBuckets() throws Exception {
    StringBuilder rules = new StringBuilder();
    for (int i = 0; i < 16; i++) {
      rules.append(rule("r" + i, "", EXPIRE));
    }
    Reply many = put(RULES, rules.toString());
    assertEquals("InvalidRequest", many.element("Code"));
    assertTrue(many.element("Message").contains("1000"), many::text);
    Reply large = put(RULES, rule("<!--" + "x".repeat(1 << 20) + "-->", "", EXPIRE));
    assertEquals("MaxMessageLengthExceeded", large.element("Code"));
  }

  @Test
  void whereThereIsNoBucketOrNoDigest() throws Exception {
    String rules = rule("r", "", EXPIRE);
    assertEquals("NoSuchBucket", put("/nowhere?lifecycle", rules).element("Code"));
    assertEquals("NoSuchBucket", proxy.send("GET", "/nowhere?lifecycle").element("Code"));
    assertEquals("NoSuchBucket", proxy.send("DELETE", "/nowhere?lifecycle").element("Code"));
    Reply bare = proxy.send(SignedRequest.of("PUT", RULES).withBody(rules.getBytes(UTF_8)));
    assertEquals("InvalidRequest", bare.element("Code"));
    SignedRequest minimum =
        SignedRequest.of("PUT", RULES)
            .with("x-amz-transition-default-minimum-object-size", "varies_by_storage_class");
    assertEquals("NotImplemented", proxy.send(minimum).element("Code"));
  }

  @Test
  void rulesEndWithTheirBucket() throws Exception {
    assertPut(rule("r", "", EXPIRE));
    assertEquals(204, proxy.send("DELETE", "/bucket").status());
    assertEquals(200, proxy.send("PUT", "/bucket").status());
    assertEquals("NoSuchLifecycleConfiguration", proxy.send("GET", RULES).element("Code"));
    proxy.send(SignedRequest.put("/bucket/k", "body"));
    assertEquals(0, follow());
  }
}
