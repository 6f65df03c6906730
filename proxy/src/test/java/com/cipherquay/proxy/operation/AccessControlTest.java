package com.cipherquay.proxy.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cipherquay.proxy.http.Reply;
import com.cipherquay.proxy.http.RunningProxy;
import com.cipherquay.proxy.http.SignedRequest;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Access control lists: one, for everything, that nothing changes. */
final class AccessControlTest {

  private static final List<String> TARGETS = List.of("/bucket?acl", "/bucket/k?acl");
  private static final String OWNER = "<Owner><ID>cipherquay</ID></Owner>";
  private static final String FULL =
      "<Grant><Grantee xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
          + " xsi:type=\"CanonicalUser\"><ID>cipherquay</ID></Grantee>"
          + "<Permission>FULL_CONTROL</Permission></Grant>";

  private static RunningProxy proxy;

  @BeforeAll
  static void start() throws IOException {
    proxy = RunningProxy.start();
    proxy.send(SignedRequest.of("PUT", "/bucket"));
    proxy.send(SignedRequest.put("/bucket/k", "untouched"));
  }

  @AfterAll
  static void stop() throws IOException {
    proxy.close();
  }

  private static String policy(String owner, String grants) {
    return "<AccessControlPolicy>"
        + owner
        + "<AccessControlList>"
        + grants
        + "</AccessControlList></AccessControlPolicy>";
  }

  private static void assertRefused(SignedRequest request, String what) throws IOException {
    Reply reply = proxy.send(request);
    assertEquals(400, reply.status(), what);
    assertEquals("AccessControlListNotSupported", reply.element("Code"), what);
    assertTrue(reply.element("Message").contains("access grants"), reply.text());
    assertEquals("untouched", proxy.send(SignedRequest.get("/bucket/k")).text(), what);
  }

  @Test
  void everythingIsTheOwners() throws IOException {
    for (String target : TARGETS) {
      Reply reply = proxy.send(SignedRequest.get(target));
      assertEquals(200, reply.status());
      assertEquals(List.of("cipherquay", "cipherquay"), reply.elements("ID"));
      assertEquals(List.of("FULL_CONTROL"), reply.elements("Permission"));
      assertTrue(reply.text().contains("xsi:type=\"CanonicalUser\""), reply.text());
    }
  }

  @Test
  void theListThatIsReadCanBeWritten() throws IOException {
    for (String target : TARGETS) {
      String list = proxy.send(SignedRequest.get(target)).text();
      assertEquals(200, proxy.send(SignedRequest.put(target, list)).status());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"private", "bucket-owner-read", "bucket-owner-full-control"})
  void aCannedListForTheOwnerIsTaken(String canned) throws IOException {
    for (String target : TARGETS) {
      SignedRequest put = SignedRequest.of("PUT", target).with("x-amz-acl", canned);
      assertEquals(200, proxy.send(put).status());
    }
    SignedRequest create = SignedRequest.of("PUT", "/made-" + canned).with("x-amz-acl", canned);
    assertEquals(200, proxy.send(create).status());
    SignedRequest begin = SignedRequest.of("POST", "/bucket/u?uploads").with("x-amz-acl", canned);
    assertEquals(200, proxy.send(begin).status());
    SignedRequest copy =
        SignedRequest.of("PUT", "/bucket/copy")
            .with("x-amz-copy-source", "/bucket/k")
            .with("x-amz-acl", canned);
    assertEquals(200, proxy.send(copy).status());
  }

  @ParameterizedTest
  @CsvSource({
    "x-amz-acl, public-read",
    "x-amz-acl, public-read-write",
    "x-amz-acl, authenticated-read",
    "x-amz-acl, aws-exec-read",
    "x-amz-acl, log-delivery-write",
    "x-amz-grant-read, id=cipherquay",
    "x-amz-grant-full-control, 'id=cipherquay, id=other'",
    "x-amz-grant-full-control, uri=http://acs.amazonaws.com/groups/global/AllUsers",
    "x-amz-grant-full-control, emailAddress=cipherquay",
    "x-amz-grant-write-acp, id=other",
    "x-amz-grant-full-control, cipherquay"
  })
  void aListForOthersIsRefused(String header, String value) throws IOException {
    for (SignedRequest request :
        List.of(
            SignedRequest.of("PUT", "/bucket?acl"),
            SignedRequest.of("PUT", "/bucket/k?acl"),
            SignedRequest.of("PUT", "/refused-bucket"),
            SignedRequest.put("/bucket/k", "other"),
            SignedRequest.of("PUT", "/bucket/k").with("x-amz-copy-source", "/bucket/copy"),
            SignedRequest.of("POST", "/bucket/k?uploads"))) {
      assertRefused(request.with(header, value), header + ": " + value);
    }
    assertEquals(404, proxy.send(SignedRequest.of("HEAD", "/refused-bucket")).status());
  }

  @Test
  void grantsInHeadersAreTakenForTheOwner() throws IOException {
    SignedRequest put = SignedRequest.of("PUT", "/bucket?acl");
    for (String grantee :
        List.of("id=cipherquay", "id=\"cipherquay\"", " id=cipherquay , id=cipherquay")) {
      assertEquals(200, proxy.send(put.with("x-amz-grant-full-control", grantee)).status());
    }
    Reply both =
        proxy.send(
            put.with("x-amz-acl", "private").with("x-amz-grant-full-control", "id=cipherquay"));
    assertEquals("InvalidRequest", both.element("Code"));
    Reply unknown = proxy.send(put.with("x-amz-acl", "secret"));
    assertEquals("InvalidArgument", unknown.element("Code"));
    assertEquals("x-amz-acl", unknown.element("ArgumentName"));
  }

  @Test
  void aDocumentForTheOwnerIsTaken() throws IOException {
    String read = FULL.replace("FULL_CONTROL", "READ");
    for (String document :
        List.of(policy(OWNER, FULL), policy("", FULL), policy(OWNER, read + FULL))) {
      for (String target : TARGETS) {
        assertEquals(200, proxy.send(SignedRequest.put(target, document)).status(), document);
      }
    }
  }

  @Test
  void aDocumentForOthersIsRefused() throws IOException {
    String everybody =
        "<Grant><Grantee><URI>http://acs.amazonaws.com/groups/global/AllUsers</URI></Grantee>"
            + "<Permission>READ</Permission></Grant>";
    String address =
        "<Grant><Grantee><EmailAddress>a@b</EmailAddress></Grantee>"
            + "<Permission>READ</Permission></Grant>";
    for (String document :
        List.of(
            policy(OWNER, FULL + everybody),
            policy(OWNER, FULL + address),
            policy(OWNER, FULL + FULL.replace("cipherquay", "other")),
            policy(OWNER, FULL.replace("FULL_CONTROL", "READ")),
            policy(OWNER, ""),
            policy(OWNER.replace("cipherquay", "other"), FULL))) {
      for (String target : TARGETS) {
        assertRefused(SignedRequest.put(target, document), document);
      }
    }
  }

  @Test
  void whatIsNoListIsMalformed() throws IOException {
    for (String document :
        List.of(
            "x",
            "<Other/>",
            "<AccessControlPolicy>" + OWNER + "</AccessControlPolicy>",
            policy(OWNER + OWNER, FULL),
            policy(OWNER, "<Other/>"),
            policy(OWNER, FULL.replace("FULL_CONTROL", "ALL")),
            policy(OWNER, "<Grant><Permission>READ</Permission></Grant>"),
            policy(OWNER, "<Grant><Grantee/><Permission>READ</Permission></Grant>"))) {
      Reply reply = proxy.send(SignedRequest.put("/bucket?acl", document));
      assertEquals("MalformedACLError", reply.element("Code"), document);
    }
    Reply none = proxy.send(SignedRequest.of("PUT", "/bucket?acl"));
    assertEquals("MissingSecurityHeader", none.element("Code"));
    SignedRequest both = SignedRequest.put("/bucket?acl", policy(OWNER, FULL));
    assertEquals(
        "UnexpectedContent", proxy.send(both.with("x-amz-acl", "private")).element("Code"));
  }

  @Test
  void whatIsNotThereHasNoList() throws IOException {
    SignedRequest key = SignedRequest.of("PUT", "/bucket/absent?acl").with("x-amz-acl", "private");
    assertEquals("NoSuchKey", proxy.send(key).element("Code"));
    SignedRequest bucket = SignedRequest.of("PUT", "/absent?acl").with("x-amz-acl", "private");
    assertEquals("NoSuchBucket", proxy.send(bucket).element("Code"));
    assertEquals("NoSuchKey", proxy.send(SignedRequest.get("/bucket/absent?acl")).element("Code"));
    assertEquals("NoSuchBucket", proxy.send(SignedRequest.get("/absent?acl")).element("Code"));
  }
}
