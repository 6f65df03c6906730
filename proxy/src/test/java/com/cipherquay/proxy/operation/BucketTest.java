package com.cipherquay.proxy.operation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cipherquay.proxy.http.Reply;
import com.cipherquay.proxy.http.RunningProxy;
import com.cipherquay.proxy.http.SignedRequest;
import com.cipherquay.store.StoreCall;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The operations on buckets, and DeleteObjects. */
final class BucketTest {

  private static final String MD5 = "Content-MD5";

  private RunningProxy proxy;

  @BeforeEach
  void start() throws IOException {
    proxy = RunningProxy.start();
    proxy.send(SignedRequest.of("PUT", "/bucket"));
  }

  @AfterEach
  void stop() throws IOException {
    proxy.close();
  }

  @Test
  void aBucketComesAndGoes() throws IOException {
    SignedRequest create =
        SignedRequest.put(
            "/new-bucket",
            "<CreateBucketConfiguration xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">"
                + "<LocationConstraint>eu-west-3</LocationConstraint></CreateBucketConfiguration>");
    Reply created = proxy.send(create);
    assertEquals(200, created.status());
    assertEquals(Optional.of("/new-bucket"), created.header("location"));
    Reply again = proxy.send(create);
    assertEquals(409, again.status());
    assertEquals("BucketAlreadyOwnedByYou", again.element("Code"));
    Reply head = proxy.send(SignedRequest.of("HEAD", "/new-bucket"));
    assertEquals(Optional.of("eu-central-1"), head.header("x-amz-bucket-region"));
    Reply location = proxy.send(SignedRequest.get("/new-bucket?location"));
    assertTrue(location.text().endsWith(">eu-central-1</LocationConstraint>"), location.text());
    proxy.send(SignedRequest.put("/new-bucket/k", "x"));
    assertEquals(
        "BucketNotEmpty", proxy.send(SignedRequest.of("DELETE", "/new-bucket/")).element("Code"));
    proxy.send(SignedRequest.of("DELETE", "/new-bucket/k"));
    assertEquals(204, proxy.send(SignedRequest.of("DELETE", "/new-bucket")).status());
    for (SignedRequest gone :
        List.of(
            SignedRequest.get("/new-bucket"),
            SignedRequest.get("/new-bucket?location"),
            SignedRequest.get("/new-bucket/k"),
            SignedRequest.of("DELETE", "/new-bucket"))) {
      assertEquals("NoSuchBucket", proxy.send(gone).element("Code"));
    }
    assertEquals(404, proxy.send(SignedRequest.of("HEAD", "/new-bucket")).status());
  }

  @ParameterizedTest
  @CsvSource({
    "<a/>, MalformedXML",
    "not xml, MalformedXML",
    "<CreateBucketConfiguration><Tags/></CreateBucketConfiguration>, NotImplemented"
  })
  void aConfigurationThatIsNotUnderstoodIsRefused(String document, String code) throws IOException {
    assertEquals(code, proxy.send(SignedRequest.put("/other", document)).element("Code"));
    assertEquals(404, proxy.send(SignedRequest.of("HEAD", "/other")).status());
  }

  @Test
  void bucketsAreListedByName() throws IOException {
    for (String name : List.of("zebra", "alpha", "alpha-2")) {
      proxy.send(SignedRequest.of("PUT", "/" + name));
    }
    Reply all = proxy.send(SignedRequest.get("/"));
    assertEquals(List.of("alpha", "alpha-2", "bucket", "zebra"), all.elements("Name"));
    assertTrue(all.element("CreationDate").matches("\\d{4}-\\d\\d-\\d\\dT[\\d:]{8}\\.\\d{3}Z"));
    Reply prefixed = proxy.send(SignedRequest.get("/?prefix=alpha"));
    assertEquals(List.of("alpha", "alpha-2"), prefixed.elements("Name"));
    Reply first = proxy.send(SignedRequest.get("/?max-buckets=3"));
    assertEquals(List.of("alpha", "alpha-2", "bucket"), first.elements("Name"));
    String token = first.element("ContinuationToken");
    Reply rest = proxy.send(SignedRequest.get("/?max-buckets=3&continuation-token=" + token));
    assertEquals(List.of("zebra"), rest.elements("Name"));
    assertEquals("", rest.element("ContinuationToken"));
    Reply here = proxy.send(SignedRequest.get("/?bucket-region=eu-central-1&prefix=alpha"));
    assertEquals(List.of("alpha", "alpha-2"), here.elements("Name"));
    assertEquals(List.of("eu-central-1", "eu-central-1"), here.elements("BucketRegion"));
    assertEquals(List.of(), all.elements("BucketRegion"));
    Reply elsewhere = proxy.send(SignedRequest.get("/?bucket-region=us-east-1"));
    assertEquals(List.of(), elsewhere.elements("Name"));
    for (String bad :
        List.of("max-buckets=10001", "max-buckets=0", "max-buckets=x", "continuation-token=%21")) {
      assertEquals(
          "InvalidArgument", proxy.send(SignedRequest.get("/?" + bad)).element("Code"), bad);
    }
  }

  private Reply delete(String document) throws IOException {
    return proxy.send(
        SignedRequest.of("POST", "/bucket?delete")
            .withBody(document.getBytes(UTF_8))
            .with(MD5, Digests.md5(document)));
  }

  @Test
  void manyObjectsAreDeletedInOneCall() throws IOException {
    for (String key : List.of("a", "b%26", "kept")) {
      proxy.send(SignedRequest.put("/bucket/" + key, "x"));
    }
    proxy.calls().reset();
    Reply reply =
        delete(
            "<Delete><Object><Key>a</Key></Object><Object><Key>b&amp;</Key></Object>"
                + "<Object><Key>never was</Key></Object></Delete>");
    assertEquals(200, reply.status());
    assertEquals(List.of("a", "b&", "never was"), reply.elements("Key"));
    assertEquals(Map.of(StoreCall.DELETE_ALL, 1L), proxy.calls().byCall());
    Reply left = proxy.send(SignedRequest.get("/bucket"));
    assertEquals(List.of("kept"), left.elements("Key"));
  }

  @Test
  void quietModeNamesOnlyFailures() throws IOException {
    String tooLong = "k".repeat(1025);
    Reply reply =
        delete(
            "<Delete><Quiet>true</Quiet><Object><Key>a</Key></Object><Object><Key>"
                + tooLong
                + "</Key></Object><Object><Key>v</Key><Size>1</Size></Object></Delete>");
    assertEquals(List.of(tooLong, "v"), reply.elements("Key"));
    assertEquals(List.of("KeyTooLongError", "NotImplemented"), reply.elements("Code"));
  }

  @Test
  void aDeleteOfManyDemandsADigest() throws IOException {
    proxy.send(SignedRequest.put("/bucket/a", "x"));
    String document = "<Delete><Object><Key>a</Key></Object></Delete>";
    byte[] bytes = document.getBytes(UTF_8);
    SignedRequest bare = SignedRequest.of("POST", "/bucket?delete").withBody(bytes);
    for (String query : List.of("", "&x-amz-trailer=x-amz-checksum-crc32", "&" + MD5 + "=1")) {
      SignedRequest hoisted = SignedRequest.of("POST", "/bucket?delete" + query).withBody(bytes);
      assertTrue(proxy.send(hoisted).status() >= 400, query);
    }
    Reply typed = proxy.send(bare.with("x-amz-checksum-type", "FULL_OBJECT"));
    assertEquals("InvalidRequest", typed.element("Code"));
    assertEquals("InvalidRequest", proxy.send(bare).element("Code"));
    Reply wrong = proxy.send(bare.with(MD5, "1B2M2Y8AsgTpgAmY7PhCfg=="));
    assertEquals("BadDigest", wrong.element("Code"));
    assertEquals(200, proxy.send(SignedRequest.get("/bucket/a")).status());
    SignedRequest checked = bare.with("x-amz-checksum-crc32", Digests.crc32(document));
    assertEquals(200, proxy.send(checked).status());
    assertEquals(404, proxy.send(SignedRequest.get("/bucket/a")).status());
  }

  @Test
  void aDeleteHasOneToAThousandObjects() throws IOException {
    String object = "<Object><Key>k</Key></Object>";
    assertEquals(200, delete("<Delete>" + object.repeat(1000) + "</Delete>").status());
    Reply many = delete("<Delete>" + object.repeat(1001) + "</Delete>");
    assertEquals("MalformedXML", many.element("Code"));
    assertEquals("MalformedXML", delete("<Delete></Delete>").element("Code"));
    Reply huge = delete("<Delete>" + " ".repeat(1 << 22) + object + "</Delete>");
    assertEquals("MaxMessageLengthExceeded", huge.element("Code"));
  }
}
