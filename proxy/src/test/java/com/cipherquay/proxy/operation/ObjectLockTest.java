package com.cipherquay.proxy.operation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cipherquay.proxy.http.BrowserForm;
import com.cipherquay.proxy.http.Reply;
import com.cipherquay.proxy.http.SignedRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The words of Object Lock: documents, headers, forms, and what is wrong with them. */
final class ObjectLockTest {

  private static final String MODE = "x-amz-object-lock-mode";
  private static final String UNTIL = "x-amz-object-lock-retain-until-date";
  private static final String HOLD = "x-amz-object-lock-legal-hold";

  private LocalProxy proxy;

  @BeforeEach
  void start(@TempDir Path folder) throws IOException {
    proxy = LocalProxy.start(folder);
    SignedRequest create =
        SignedRequest.of("PUT", "/locks").with("x-amz-bucket-object-lock-enabled", "True");
    assertEquals(200, proxy.send(create).status());
    proxy.send(SignedRequest.put("/locks/k", "kept"));
  }

  @AfterEach
  void stop() throws IOException {
    proxy.close();
  }

  private static String in(long seconds) {
    return Instant.now().plusSeconds(seconds).truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private Reply put(String target, String document) throws IOException {
    return proxy.send(
        SignedRequest.put(target, document).with("Content-MD5", Digests.md5(document)));
  }

  private static String outcome(Reply reply) {
    return reply.status() + " " + reply.element("Code");
  }

  private static String configuration(String rule) {
    return "<ObjectLockConfiguration xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">"
        + "<ObjectLockEnabled>Enabled</ObjectLockEnabled>"
        + rule
        + "</ObjectLockConfiguration>";
  }

  private static String rule(String content) {
    return "<Rule><DefaultRetention>" + content + "</DefaultRetention></Rule>";
  }

  @ParameterizedTest
  @CsvSource({"Days, 1", "Days, 36500", "Years, 1", "Years, 100"})
  void aDefaultRetentionIsWhatWasPut(String unit, String number) throws IOException {
    String period = "<" + unit + ">" + number + "</" + unit + ">";
    Reply reply =
        put("/locks?object-lock", configuration(rule("<Mode>GOVERNANCE</Mode>" + period)));
    assertEquals(200, reply.status(), reply::text);
    Reply kept = proxy.send("GET", "/locks?object-lock");
    assertEquals("Enabled", kept.element("ObjectLockEnabled"));
    assertEquals("GOVERNANCE", kept.element("Mode"));
    assertEquals(number, kept.element(unit));
    assertEquals(200, put("/locks?object-lock", configuration("")).status());
    assertEquals("", proxy.send("GET", "/locks?object-lock").element("Mode"));
  }

  @ParameterizedTest
  @CsvSource({
    "<Mode>GOVERNANCE</Mode>, MalformedXML",
    "<Days>1</Days>, MalformedXML",
    "<Mode>GOVERNANCE</Mode><Days>1</Days><Years>1</Years>, MalformedXML",
    "<Mode>GOVERNANCE</Mode><Days>one</Days>, MalformedXML",
    "<Mode>GOVERNANCE</Mode><Days/>, MalformedXML",
    "<Mode>GOVERNANCE</Mode><Days>1</Days><Days>1</Days>, MalformedXML",
    "<Mode>GOVERNANCE</Mode><Weeks>1</Weeks>, MalformedXML",
    "<Mode>governance</Mode><Days>1</Days>, MalformedXML",
    "<Mode>GOVERNANCE</Mode><Days>0</Days>, InvalidArgument",
    "<Mode>GOVERNANCE</Mode><Days>-1</Days>, InvalidArgument",
    "<Mode>GOVERNANCE</Mode><Days>36501</Days>, InvalidArgument",
    "<Mode>COMPLIANCE</Mode><Years>0</Years>, InvalidArgument",
    "<Mode>COMPLIANCE</Mode><Years>101</Years>, InvalidArgument",
    "'', MalformedXML"
  })
  void whatIsNoDefaultRetentionChangesNothing(String content, String code) throws IOException {
    assertEquals("400 " + code, outcome(put("/locks?object-lock", configuration(rule(content)))));
    assertEquals("", proxy.send("GET", "/locks?object-lock").element("Mode"));
  }

  @Test
  void documentsAndBucketsThatAreNot() throws IOException {
    String disabled =
        "<ObjectLockConfiguration><ObjectLockEnabled>Disabled</ObjectLockEnabled>"
            + "</ObjectLockConfiguration>";
    for (String wrong :
        List.of("", "<X/>", "<ObjectLockConfiguration/>", disabled, configuration("<Rule/>"))) {
      assertEquals("400 MalformedXML", outcome(put("/locks?object-lock", wrong)), wrong);
    }
    String right = configuration("");
    assertEquals("404 NoSuchBucket", outcome(put("/nowhere?object-lock", right)));
    assertEquals("404 NoSuchBucket", outcome(proxy.send("GET", "/nowhere?object-lock")));
    assertEquals(
        "404 ObjectLockConfigurationNotFoundError",
        outcome(proxy.send("GET", "/bucket?object-lock")));
    assertEquals("409 InvalidBucketState", outcome(put("/bucket?object-lock", right)));
    assertEquals(
        "400 InvalidRequest", outcome(proxy.send(SignedRequest.put("/locks?object-lock", right))));
    SignedRequest odd =
        SignedRequest.of("PUT", "/odd").with("x-amz-bucket-object-lock-enabled", "yes");
    assertEquals("400 InvalidArgument", outcome(proxy.send(odd)));
  }

  @Test
  void aBucketThatKeepsVersionsCanBeginToLock() throws IOException {
    put(
        "/bucket?versioning",
        "<VersioningConfiguration><Status>Enabled</Status>" + "</VersioningConfiguration>");
    assertEquals(200, put("/bucket?object-lock", configuration("")).status());
    Reply suspension =
        put(
            "/bucket?versioning",
            "<VersioningConfiguration><Status>Suspended</Status>" + "</VersioningConfiguration>");
    assertEquals("409 InvalidBucketState", outcome(suspension));
    assertTrue(suspension.element("Message").startsWith("An Object Lock configuration"));
  }

  private static String retention(String mode, String until) {
    return "<Retention><Mode>"
        + mode
        + "</Mode><RetainUntilDate>"
        + until
        + "</RetainUntilDate></Retention>";
  }

  @Test
  void aRetentionIsWhatWasPut() throws IOException {
    String until = in(3600);
    assertEquals(200, put("/locks/k?retention", retention("GOVERNANCE", until)).status());
    Reply kept = proxy.send("GET", "/locks/k?retention");
    assertEquals("GOVERNANCE", kept.element("Mode"));
    assertEquals(until, kept.element("RetainUntilDate"));
    Reply head = proxy.send("HEAD", "/locks/k");
    assertEquals(Optional.of("GOVERNANCE"), head.header(MODE));
    assertEquals(Optional.of(until), head.header(UNTIL));
    assertEquals(Optional.empty(), head.header(HOLD));
    assertEquals("403 AccessDenied", outcome(put("/locks/k?retention", "<Retention/>")));
    SignedRequest bypass =
        SignedRequest.put("/locks/k?retention", "<Retention/>")
            .with("Content-MD5", Digests.md5("<Retention/>"))
            .with("x-amz-bypass-governance-retention", "true");
    assertEquals(200, proxy.send(bypass).status());
    assertEquals(
        "404 NoSuchObjectLockConfiguration", outcome(proxy.send("GET", "/locks/k?retention")));
  }

  @Test
  void whatIsNoRetentionChangesNothing() throws IOException {
    for (String wrong :
        List.of(
            "",
            "<X/>",
            retention("", in(60)),
            retention("governance", in(60)),
            "<Retention><Mode>GOVERNANCE</Mode></Retention>",
            "<Retention><RetainUntilDate>" + in(60) + "</RetainUntilDate></Retention>",
            "<Retention><Other/></Retention>")) {
      assertEquals("400 MalformedXML", outcome(put("/locks/k?retention", wrong)), wrong);
    }
    for (String time :
        List.of("", "tomorrow", in(60).substring(0, 10), in(-1), "+12000-01-01T00:00:00Z")) {
      Reply reply = put("/locks/k?retention", retention("GOVERNANCE", time));
      assertEquals("400 InvalidArgument", outcome(reply), time);
    }
    Reply past = put("/locks/k?retention", retention("COMPLIANCE", in(-1)));
    assertEquals("The retain until date must be in the future!", past.element("Message"));
    assertEquals(
        "404 NoSuchObjectLockConfiguration", outcome(proxy.send("GET", "/locks/k?retention")));
    assertEquals(
        "404 NoSuchKey", outcome(put("/locks/no?retention", retention("GOVERNANCE", in(60)))));
    proxy.send(SignedRequest.put("/bucket/k", "free"));
    assertEquals("400 InvalidRequest", outcome(proxy.send("GET", "/bucket/k?retention")));
  }

  @Test
  void aLegalHoldIsOnOrOff() throws IOException {
    for (String status : List.of("ON", "OFF", "ON")) {
      String document = "<LegalHold><Status>" + status + "</Status></LegalHold>";
      assertEquals(200, put("/locks/k?legal-hold", document).status());
      assertEquals(status, proxy.send("GET", "/locks/k?legal-hold").element("Status"));
    }
    for (String wrong :
        List.of("", "<LegalHold/>", "<LegalHold><Status>on</Status></LegalHold>", "<X/>")) {
      assertEquals("400 MalformedXML", outcome(put("/locks/k?legal-hold", wrong)), wrong);
    }
    assertEquals("ON", proxy.send("GET", "/locks/k?legal-hold").element("Status"));
  }

  @ParameterizedTest
  @CsvSource({
    "GOVERNANCE, '', ''",
    "'', 3600, ''",
    "governance, 3600, ''",
    "GOVERNANCE, 0, ''",
    "GOVERNANCE, -5, ''",
    "'', '', on",
    "'', '', '1'"
  })
  void headersThatLockNothing(String mode, String seconds, String hold) throws IOException {
    SignedRequest request = SignedRequest.put("/locks/new", "x");
    request = mode.isEmpty() ? request : request.with(MODE, mode);
    request = seconds.isEmpty() ? request : request.with(UNTIL, in(Long.parseLong(seconds)));
    request = hold.isEmpty() ? request : request.with(HOLD, hold);
    assertEquals("400 InvalidArgument", outcome(proxy.send(request)));
    assertEquals(404, proxy.send("GET", "/locks/new").status());
  }

  @Test
  void aFormLocksAsItsFieldsSay() throws IOException {
    BrowserForm form = BrowserForm.of("form").with(HOLD, "ON");
    assertEquals(
        "400 InvalidRequest", outcome(form.send(proxy.proxy())), "its bucket locks nothing");
    put(
        "/bucket?versioning",
        "<VersioningConfiguration><Status>Enabled</Status>" + "</VersioningConfiguration>");
    put("/bucket?object-lock", configuration(""));
    Reply reply = form.send(proxy.proxy());
    assertEquals(204, reply.status(), reply::text);
    assertEquals(Optional.of("ON"), proxy.send("HEAD", "/bucket/form").header(HOLD));
  }

  @Test
  void manyAreDeletedButThoseThatAreLocked() throws IOException {
    Reply held = proxy.send(SignedRequest.put("/locks/held", "x").with(HOLD, "ON"));
    Reply kept =
        proxy.send(
            SignedRequest.put("/locks/kept", "x").with(MODE, "GOVERNANCE").with(UNTIL, in(3600)));
    String document =
        "<Delete>" + named("held", held) + named("kept", kept) + named("none", kept) + "</Delete>";
    Reply refused = proxy.send(delete(document));
    assertEquals(List.of("AccessDenied", "AccessDenied"), refused.elements("Code"));
    Reply bypassed = proxy.send(delete(document).with("x-amz-bypass-governance-retention", "true"));
    assertEquals(List.of("AccessDenied"), bypassed.elements("Code"));
    assertEquals(200, proxy.send("GET", "/locks/held").status());
    assertEquals(404, proxy.send("GET", "/locks/kept").status());
  }

  private static SignedRequest delete(String document) {
    return SignedRequest.of("POST", "/locks?delete")
        .withBody(document.getBytes(UTF_8))
        .with("Content-MD5", Digests.md5(document));
  }

  private static String named(String key, Reply written) {
    return "<Object><Key>"
        + key
        + "</Key><VersionId>"
        + written.header("x-amz-version-id").orElseThrow()
        + "</VersionId></Object>";
  }
}
