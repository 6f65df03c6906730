package com.cipherquay.proxy.operation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cipherquay.proxy.http.Reply;
import com.cipherquay.proxy.http.RunningProxy;
import com.cipherquay.proxy.http.SignedRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a bucket can not be configured with, and what is told of it. */
final class ConfigurationTest {

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

  private static Reply get(String query) throws IOException {
    return proxy.send(SignedRequest.get("/bucket?" + query));
  }

  private static Reply put(String query, String document) throws IOException {
    return proxy.send(SignedRequest.put("/bucket?" + query, document));
  }

  private static void assertRefused(Reply reply, String what) {
    assertEquals(501, reply.status(), what);
    assertEquals("NotImplemented", reply.element("Code"), what);
    String message = reply.element("Message");
    assertTrue(message.matches("Not implemented: \\?[\\w-]+\\. .{30,}"), message);
    assertEquals(200, statusOfBucket(), what);
  }

  private static int statusOfBucket() {
    try {
      return proxy.send(SignedRequest.of("HEAD", "/bucket")).status();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "abac, Status, Disabled",
    "accelerate, Status, ''",
    "encryption, SSEAlgorithm, aws:kms",
    "encryption, BucketKeyEnabled, false",
    "logging, LoggingEnabled, ''",
    "ownershipControls, ObjectOwnership, BucketOwnerEnforced",
    "policyStatus, IsPublic, false",
    "publicAccessBlock, BlockPublicAcls, true",
    "publicAccessBlock, IgnorePublicAcls, true",
    "publicAccessBlock, BlockPublicPolicy, true",
    "publicAccessBlock, RestrictPublicBuckets, true",
    "requestPayment, Payer, BucketOwner"
  })
  void aReadSaysWhatIsTrue(String query, String element, String value) throws IOException {
    Reply reply = get(query);
    assertEquals(200, reply.status());
    assertEquals(value, reply.element(element));
    Reply absent = proxy.send(SignedRequest.get("/absent?" + query));
    assertEquals("NoSuchBucket", absent.element("Code"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "abac",
        "accelerate",
        "encryption",
        "logging",
        "ownershipControls",
        "publicAccessBlock",
        "requestPayment"
      })
  void whatIsReadCanBeWritten(String query) throws IOException {
    String document = get(query).text();
    assertEquals(200, put(query, document).status());
    Reply absent = proxy.send(SignedRequest.put("/absent?" + query, document));
    assertEquals("NoSuchBucket", absent.element("Code"));
  }

  @ParameterizedTest
  @CsvSource({
    "accelerate, <AccelerateConfiguration><Status>Suspended</Status></AccelerateConfiguration>",
    "encryption, <S><Rule><A><SSEAlgorithm>AES256</SSEAlgorithm></A></Rule></S>",
    "encryption, <S><Rule><A><SSEAlgorithm>aws:kms</SSEAlgorithm></A></Rule></S>",
    "encryption, <S><Rule><BucketKeyEnabled>FALSE</BucketKeyEnabled>"
        + "<A><SSEAlgorithm>AES256</SSEAlgorithm></A></Rule></S>",
    "publicAccessBlock, <P><RestrictPublicBuckets>TRUE</RestrictPublicBuckets>"
        + "<BlockPublicPolicy>true</BlockPublicPolicy><BlockPublicAcls> true </BlockPublicAcls>"
        + "<IgnorePublicAcls>true</IgnorePublicAcls></P>"
  })
  void theSameInOtherWordsCanBeWritten(String query, String document) throws IOException {
    assertEquals(200, put(query, named(document)).status());
  }

  private static String named(String document) {
    return document
        .replaceAll("<(/?)S>", "<$1ServerSideEncryptionConfiguration>")
        .replaceAll("<(/?)A>", "<$1ApplyServerSideEncryptionByDefault>")
        .replaceAll("<(/?)P>", "<$1PublicAccessBlockConfiguration>")
        .replaceAll("<(/?)L>", "<$1BucketLoggingStatus>");
  }

  @ParameterizedTest
  @CsvSource({
    "abac, <AbacStatus><Status>Enabled</Status></AbacStatus>",
    "accelerate, <AccelerateConfiguration><Status>Enabled</Status></AccelerateConfiguration>",
    "encryption, <S><Rule><A><SSEAlgorithm>aws:kms:dsse</SSEAlgorithm></A></Rule></S>",
    "encryption, <S><Rule><A><SSEAlgorithm>aws:kms</SSEAlgorithm>"
        + "<KMSMasterKeyID>k</KMSMasterKeyID></A></Rule></S>",
    "encryption, <S><Rule><A><SSEAlgorithm>AES256</SSEAlgorithm></A>"
        + "<BucketKeyEnabled>true</BucketKeyEnabled></Rule></S>",
    "encryption, <S></S>",
    "logging, <L><LoggingEnabled><TargetBucket>b</TargetBucket></LoggingEnabled></L>",
    "ownershipControls, <OwnershipControls><Rule><ObjectOwnership>ObjectWriter</ObjectOwnership>"
        + "</Rule></OwnershipControls>",
    "policyStatus, <PolicyStatus><IsPublic>false</IsPublic></PolicyStatus>",
    "publicAccessBlock, <P><BlockPublicAcls>true</BlockPublicAcls></P>",
    "publicAccessBlock, <P><BlockPublicAcls>false</BlockPublicAcls><IgnorePublicAcls>true"
        + "</IgnorePublicAcls><BlockPublicPolicy>true</BlockPublicPolicy><RestrictPublicBuckets>"
        + "true</RestrictPublicBuckets></P>",
    "requestPayment, <RequestPaymentConfiguration><Payer>Requester</Payer>"
        + "</RequestPaymentConfiguration>"
  })
  void aWriteThatWouldChangeItIsRefused(String query, String document) throws IOException {
    assertRefused(put(query, named(document)), query);
    String before = get(query).text();
    assertEquals(before, get(query).text());
  }

  @Test
  void anotherDocumentIsMalformed() throws IOException {
    for (String document : List.of("", "x", "<Other/>")) {
      assertEquals("MalformedXML", put("requestPayment", document).element("Code"), document);
    }
  }

  @Test
  void whatCanNotBeOtherwiseIsNotDeleted() throws IOException {
    for (String query : List.of("ownershipControls", "publicAccessBlock", "logging", "abac")) {
      assertRefused(proxy.send(SignedRequest.of("DELETE", "/bucket?" + query)), query);
    }
    assertEquals(204, proxy.send(SignedRequest.of("DELETE", "/bucket?encryption")).status());
    assertEquals("aws:kms", get("encryption").element("SSEAlgorithm"));
    assertEquals(200, statusOfBucket());
  }

  @ParameterizedTest
  @ValueSource(strings = {"analytics", "intelligent-tiering", "inventory", "metrics"})
  void whatNoBucketHasIsNotFound(String query) throws IOException {
    Reply list = get(query);
    assertEquals(200, list.status());
    assertEquals("false", list.element("IsTruncated"));
    for (String method : List.of("GET", "DELETE")) {
      Reply reply = proxy.send(SignedRequest.of(method, "/bucket?" + query + "&id=1"));
      assertEquals(404, reply.status());
      assertEquals("NoSuchConfiguration", reply.element("Code"));
      Reply absent = proxy.send(SignedRequest.of(method, "/absent?" + query + "&id=1"));
      assertEquals("NoSuchBucket", absent.element("Code"));
    }
    assertRefused(put(query + "&id=1", "<X/>"), query);
  }

  @Test
  void nothingIsReplicated() throws IOException {
    Reply reply = get("replication");
    assertEquals(404, reply.status());
    assertEquals("ReplicationConfigurationNotFoundError", reply.element("Code"));
    assertEquals(204, proxy.send(SignedRequest.of("DELETE", "/bucket?replication")).status());
    assertRefused(put("replication", "<ReplicationConfiguration/>"), "replication");
    assertEquals(501, get("replication&id=1").status());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /bucket?policy",
        "PUT /bucket?policy",
        "DELETE /bucket?policy",
        "GET /bucket?website",
        "PUT /bucket?website",
        "DELETE /bucket?website",
        "GET /bucket?notification",
        "PUT /bucket?notification",
        "POST /bucket?metadataConfiguration",
        "POST /bucket?metadataTable",
        "PUT /bucket?metadataInventoryTable",
        "GET /bucket?session",
        "GET /bucket/k?torrent",
        "POST /bucket/k?select&select-type=2",
        "PUT /bucket/k?renameObject"
      })
  void whatWillNotBeNamesAnAlternative(String request) throws IOException {
    String[] words = request.split(" ", 2);
    SignedRequest asked = SignedRequest.of(words[0], words[1]);
    boolean body = words[0].startsWith("P");
    assertRefused(proxy.send(body ? asked.withBody("<X/>".getBytes(UTF_8)) : asked), request);
  }
}
