package com.cipherquay.proxy.operation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cipherquay.proxy.http.Reply;
import com.cipherquay.proxy.http.RunningProxy;
import com.cipherquay.proxy.http.SignedRequest;
import com.cipherquay.store.MemoryBucketStore;
import com.cipherquay.store.StoreCall;
import com.cipherquay.store.StoredBody;
import com.cipherquay.store.StoredMetadata;
import com.cipherquay.store.StoredName;
import com.cipherquay.store.WriteCondition;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The rules of a bucket for pages of other origins, and what becomes of their requests. */
final class CorsTest {

  private static final String ALLOW = "access-control-allow-origin";
  private static final String PAGE = "https://page.example";
  private static final String RULES =
      "<CORSConfiguration><CORSRule><AllowedOrigin>https://*.example</AllowedOrigin>"
          + "<AllowedMethod>GET</AllowedMethod><AllowedMethod>PUT</AllowedMethod>"
          + "<AllowedHeader>x-amz-*</AllowedHeader><ExposeHeader>ETag</ExposeHeader>"
          + "<MaxAgeSeconds>60</MaxAgeSeconds></CORSRule></CORSConfiguration>";

  private final MemoryBucketStore store = new MemoryBucketStore();
  private RunningProxy proxy;

  @BeforeEach
  void start() throws IOException {
    proxy = RunningProxy.over(store);
    proxy.send(SignedRequest.of("PUT", "/bucket"));
    proxy.send(SignedRequest.put("/bucket/k", "content"));
  }

  @AfterEach
  void stop() throws IOException {
    proxy.close();
  }

  private Reply put(String rules) throws IOException {
    SignedRequest put = SignedRequest.put("/bucket?cors", rules);
    return proxy.send(put.with("Content-MD5", Digests.md5(rules)));
  }

  private static SignedRequest preflight(String target, String origin, String method) {
    return SignedRequest.of("OPTIONS", target)
        .with("Origin", origin)
        .with("Access-Control-Request-Method", method);
  }

  private static void assertForbidden(Reply reply, String message, String resource) {
    assertEquals(403, reply.status());
    assertEquals("AccessForbidden", reply.element("Code"));
    assertTrue(reply.element("Message").startsWith(message), reply.text());
    assertEquals(resource, reply.element("ResourceType"));
    assertEquals(Optional.empty(), reply.header(ALLOW));
  }

  @Test
  void rulesComeAndGo() throws IOException {
    Reply none = proxy.send(SignedRequest.get("/bucket?cors"));
    assertEquals(404, none.status());
    assertEquals("NoSuchCORSConfiguration", none.element("Code"));
    assertEquals("bucket", none.element("BucketName"));
    assertEquals(204, proxy.send(SignedRequest.of("DELETE", "/bucket?cors")).status());
    assertEquals(200, put(RULES).status());
    Reply rules = proxy.send(SignedRequest.get("/bucket?cors"));
    assertEquals(List.of("GET", "PUT"), rules.elements("AllowedMethod"));
    assertEquals("https://*.example", rules.element("AllowedOrigin"));
    assertEquals(Optional.of("application/xml"), rules.header("content-type"));
    assertEquals(204, proxy.send(SignedRequest.of("DELETE", "/bucket?cors")).status());
    assertEquals(404, proxy.send(SignedRequest.get("/bucket?cors")).status());
    Reply late = proxy.send(preflight("/bucket/k", PAGE, "GET"));
    assertForbidden(late, "CORSResponse: CORS is not enabled for this bucket.", "BUCKET");
  }

  @Test
  void rulesNeedADigestAndABucket() throws IOException {
    Reply bare = proxy.send(SignedRequest.put("/bucket?cors", RULES));
    assertEquals("InvalidRequest", bare.element("Code"));
    SignedRequest wrong = SignedRequest.put("/bucket?cors", RULES);
    Reply forged = proxy.send(wrong.with("Content-MD5", Digests.md5("other")));
    assertEquals("BadDigest", forged.element("Code"));
    assertEquals(404, proxy.send(SignedRequest.get("/bucket?cors")).status());
    SignedRequest absent = SignedRequest.put("/absent?cors", RULES);
    assertEquals(
        "NoSuchBucket", proxy.send(absent.with("Content-MD5", Digests.md5(RULES))).element("Code"));
    for (String method : List.of("GET", "DELETE")) {
      Reply reply = proxy.send(SignedRequest.of(method, "/absent?cors"));
      assertEquals("NoSuchBucket", reply.element("Code"), method);
    }
  }

  @Test
  void aDocumentHas64KiB() throws IOException {
    String most = RULES + " ".repeat((1 << 16) - RULES.length());
    assertEquals(200, put(most).status());
    assertEquals("MaxMessageLengthExceeded", put(most + " ").element("Code"));
    String terse = RULES.replace("x-amz-*", "<![CDATA[" + "&".repeat(60_000) + "]]>");
    assertEquals("MaxMessageLengthExceeded", put(terse).element("Code"));
    assertEquals("x-amz-*", proxy.send(SignedRequest.get("/bucket?cors")).element("AllowedHeader"));
  }

  @Test
  void aPreflightIsAnswered() throws IOException {
    put(RULES);
    for (String target : List.of("/bucket/k", "/bucket/absent?x-id=PutObject", "/bucket")) {
      SignedRequest asked =
          preflight(target, PAGE, "PUT")
              .with("Access-Control-Request-Headers", "X-Amz-Date,x-amz-acl");
      Reply reply = proxy.send(asked);
      assertEquals(200, reply.status());
      assertEquals(0, reply.body().length);
      assertEquals(Optional.of(PAGE), reply.header(ALLOW));
      assertEquals(Optional.of("GET, PUT"), reply.header("access-control-allow-methods"));
      assertEquals(
          Optional.of("x-amz-date, x-amz-acl"), reply.header("access-control-allow-headers"));
      assertEquals(Optional.of("ETag"), reply.header("access-control-expose-headers"));
      assertEquals(Optional.of("60"), reply.header("access-control-max-age"));
      assertEquals(Optional.of("true"), reply.header("access-control-allow-credentials"));
      assertEquals(
          Optional.of("Origin, Access-Control-Request-Headers, Access-Control-Request-Method"),
          reply.header("vary"));
      assertTrue(reply.header("x-amz-request-id").isPresent());
    }
  }

  @Test
  void aPreflightThatNoRuleAllowsIsForbidden() throws IOException {
    put(RULES);
    String message = "CORSResponse: This CORS request is not allowed. ";
    Reply origin = proxy.send(preflight("/bucket/k", "https://page.evil", "GET"));
    assertForbidden(origin, message, "OBJECT");
    assertEquals("GET", origin.element("Method"));
    assertForbidden(proxy.send(preflight("/bucket", PAGE, "DELETE")), message, "BUCKET");
    SignedRequest header =
        preflight("/bucket/k", PAGE, "GET")
            .with("Access-Control-Request-Headers", "x-amz-date, authorization");
    assertForbidden(proxy.send(header), message, "OBJECT");
  }

  @Test
  void aPreflightWithoutAnOriginOrMethodIsBad() throws IOException {
    SignedRequest bare = SignedRequest.of("OPTIONS", "/bucket/k");
    Reply noOrigin = proxy.send(bare);
    assertEquals(400, noOrigin.status());
    assertEquals("BadRequest", noOrigin.element("Code"));
    assertEquals(
        "Insufficient information. Origin request header needed.", noOrigin.element("Message"));
    SignedRequest noMethod = bare.with("Origin", PAGE);
    String message = "CORSResponse: CORS is not enabled for this bucket.";
    Reply disabled = proxy.send(noMethod);
    assertForbidden(disabled, message, "BUCKET");
    assertEquals("OPTIONS", disabled.element("Method"));
    put(RULES);
    assertEquals("BadRequest", proxy.send(noMethod).element("Code"));
  }

  @Test
  void nobodyLearnsWhetherABucketWithoutRulesExists() throws IOException {
    String message = "CORSResponse: CORS is not enabled for this bucket.";
    for (String target : List.of("/bucket", "/bucket/k", "/absent", "/absent/k", "/")) {
      assertForbidden(proxy.send(preflight(target, PAGE, "PUT")), message, "BUCKET");
    }
  }

  @Test
  void answersAreShared() throws IOException {
    put(RULES);
    Reply object = proxy.send(SignedRequest.get("/bucket/k").with("Origin", PAGE));
    assertEquals("content", object.text());
    assertEquals(Optional.of(PAGE), object.header(ALLOW));
    assertEquals(Optional.of("ETag"), object.header("access-control-expose-headers"));
    assertTrue(object.header("vary").isPresent());
    Reply list = proxy.send(SignedRequest.get("/bucket").with("Origin", PAGE));
    assertEquals(Optional.of(PAGE), list.header(ALLOW));
    Reply written = proxy.send(SignedRequest.put("/bucket/n", "x").with("Origin", PAGE));
    assertEquals(Optional.of(PAGE), written.header(ALLOW));
  }

  @Test
  void errorsAreSharedToo() throws IOException {
    put(RULES);
    Reply absent = proxy.send(SignedRequest.get("/bucket/absent").with("Origin", PAGE));
    assertEquals(404, absent.status());
    assertEquals(Optional.of(PAGE), absent.header(ALLOW));
    SignedRequest forged = SignedRequest.get("/bucket/k").with("Origin", PAGE);
    Reply refused = proxy.send(forged.sentAs("/bucket/other"));
    assertEquals("SignatureDoesNotMatch", refused.element("Code"));
    assertEquals(Optional.of(PAGE), refused.header(ALLOW));
  }

  @Test
  void whatNoRuleAllowsIsServedUnshared() throws IOException {
    put(RULES);
    SignedRequest get = SignedRequest.get("/bucket/k");
    for (SignedRequest request :
        List.of(
            get,
            get.with("Origin", "https://page.evil"),
            get.with("Origin", PAGE).with("Access-Control-Request-Method", "DELETE"))) {
      Reply reply = proxy.send(request);
      assertEquals("content", reply.text());
      assertEquals(Optional.empty(), reply.header(ALLOW));
      assertEquals(Optional.empty(), reply.header("vary"));
    }
    Reply deleted = proxy.send(SignedRequest.of("DELETE", "/bucket/k").with("Origin", PAGE));
    assertEquals(204, deleted.status());
    assertEquals(Optional.empty(), deleted.header(ALLOW));
  }

  @Test
  void requestsWithoutAnOriginCostNothing() throws IOException {
    put(RULES);
    proxy.calls().reset();
    proxy.send(SignedRequest.get("/bucket/k"));
    assertEquals(Map.of(StoreCall.READ, 1L), proxy.calls().byCall());
    RunningProxy other = RunningProxy.over(store);
    for (int i = 0; i < 3; i++) {
      other.send(SignedRequest.get("/bucket/k").with("Origin", PAGE));
      other.send(preflight("/bucket/k", PAGE, "GET"));
    }
    // Three of the object, and one of the rules.
    assertEquals(Map.of(StoreCall.READ, 4L), other.calls().byCall());
    other.close();
  }

  @Test
  void rulesThatDoNotOpenAllowNothing() throws IOException {
    byte[] forged = RULES.getBytes(UTF_8);
    store
        .open("bucket")
        .write(
            new StoredName(".cq/bucket/cors"),
            new StoredBody(new ByteArrayInputStream(forged), forged.length),
            StoredMetadata.NONE,
            WriteCondition.NONE);
    Reply object = proxy.send(SignedRequest.get("/bucket/k").with("Origin", PAGE));
    assertEquals("content", object.text());
    assertFalse(object.header(ALLOW).isPresent());
    assertEquals(500, proxy.send(preflight("/bucket/k", PAGE, "GET")).status());
    assertEquals(500, proxy.send(SignedRequest.get("/bucket?cors")).status());
    assertEquals(200, put(RULES).status());
    assertEquals(200, proxy.send(preflight("/bucket/k", PAGE, "GET")).status());
  }
}
