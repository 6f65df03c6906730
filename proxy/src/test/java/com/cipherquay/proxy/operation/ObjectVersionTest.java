package com.cipherquay.proxy.operation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cipherquay.proxy.http.Reply;
import com.cipherquay.proxy.http.SignedRequest;
import com.cipherquay.store.StoreCall;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Versions of objects: what makes them, names them and ends them. */
final class ObjectVersionTest {

  private static final String VERSION = "x-amz-version-id";
  private static final String MARKER = "x-amz-delete-marker";

  private LocalProxy proxy;

  @BeforeEach
  void start(@TempDir Path folder) throws IOException {
    proxy = LocalProxy.start(folder);
    proxy.send(SignedRequest.put("/bucket/old", "before"));
    versioning("Enabled");
  }

  @AfterEach
  void stop() throws IOException {
    proxy.close();
  }

  private void versioning(String status) throws IOException {
    String document =
        "<VersioningConfiguration><Status>" + status + "</Status></VersioningConfiguration>";
    SignedRequest request =
        SignedRequest.of("PUT", "/bucket?versioning").withBody(document.getBytes(UTF_8));
    assertEquals(200, proxy.send(request).status());
  }

  private String put(String target, String body) throws IOException {
    return proxy.send(SignedRequest.put(target, body)).header(VERSION).orElseThrow();
  }

  private static String outcome(Reply reply) {
    return reply.status() + " " + reply.element("Code");
  }

  @Test
  void everyVersionIsReadByItsId() throws IOException {
    String first = put("/bucket/k", "one");
    String second = put("/bucket/k", "two!");
    assertNotEquals(first, second);
    Reply current = proxy.send("GET", "/bucket/k");
    assertEquals("two!", current.text());
    assertEquals(Optional.of(second), current.header(VERSION));
    Reply old = proxy.send("GET", "/bucket/k?versionId=" + first);
    assertEquals("one", old.text());
    assertEquals(Optional.of(first), old.header(VERSION));
    Reply head = proxy.send("HEAD", "/bucket/k?versionId=" + first);
    assertEquals(Optional.of("3"), head.header("content-length"));
    assertEquals(Optional.of(first), head.header(VERSION));
    SignedRequest range =
        SignedRequest.get("/bucket/k?versionId=" + first).with("Range", "bytes=1-");
    assertEquals("ne", proxy.send(range).text());
    SignedRequest unmodified =
        SignedRequest.get("/bucket/k?versionId=" + first)
            .with("If-None-Match", old.header("etag").orElseThrow());
    assertEquals(304, proxy.send(unmodified).status());
    assertEquals("one", proxy.send("GET", "/bucket/k?partNumber=1&versionId=" + first).text());
  }

  @Test
  void aReadOfAVersionIsOneCall() throws IOException {
    String first = put("/bucket/k", "one");
    put("/bucket/k", "two");
    proxy.proxy().calls().reset();
    proxy.send("GET", "/bucket/k?versionId=" + first);
    assertEquals(Map.of(StoreCall.READ, 1L), proxy.proxy().calls().byCall());
    proxy.proxy().calls().reset();
    proxy.send("DELETE", "/bucket/k?versionId=" + first);
    assertEquals(Map.of(StoreCall.DELETE, 1L), proxy.proxy().calls().byCall());
  }

  @Test
  void aDeleteMarkerIsSaidWhereverItStands() throws IOException {
    String version = put("/bucket/k", "body");
    Reply deleted = proxy.send("DELETE", "/bucket/k");
    assertEquals(204, deleted.status());
    assertEquals(Optional.of("true"), deleted.header(MARKER));
    String marker = deleted.header(VERSION).orElseThrow();
    for (String method : List.of("GET", "HEAD")) {
      Reply gone = proxy.send(method, "/bucket/k");
      assertEquals(404, gone.status());
      assertEquals(Optional.of("true"), gone.header(MARKER));
      assertEquals(Optional.of(marker), gone.header(VERSION));
      assertEquals(Optional.empty(), gone.header("last-modified"));
      Reply named = proxy.send(method, "/bucket/k?versionId=" + marker);
      assertEquals(405, named.status());
      assertEquals(Optional.of("true"), named.header(MARKER));
      assertEquals(Optional.of(marker), named.header(VERSION));
      assertEquals(Optional.of("DELETE"), named.header("allow"));
      assertTrue(named.header("last-modified").isPresent());
    }
    assertEquals("404 NoSuchKey", outcome(proxy.send("GET", "/bucket/k")));
    assertEquals(
        "405 MethodNotAllowed", outcome(proxy.send("GET", "/bucket/k?versionId=" + marker)));
    assertEquals("body", proxy.send("GET", "/bucket/k?versionId=" + version).text());

    Reply undeleted = proxy.send("DELETE", "/bucket/k?versionId=" + marker);
    assertEquals(Optional.of("true"), undeleted.header(MARKER));
    assertEquals(Optional.of(marker), undeleted.header(VERSION));
    assertEquals("body", proxy.send("GET", "/bucket/k").text());
    Reply ended = proxy.send("DELETE", "/bucket/k?versionId=" + version);
    assertEquals(204, ended.status());
    assertEquals(Optional.empty(), ended.header(MARKER));
    assertEquals(Optional.of(version), ended.header(VERSION));
    Reply nothing = proxy.send("GET", "/bucket/k");
    assertEquals("404 NoSuchKey", outcome(nothing));
    assertEquals(Optional.empty(), nothing.header(MARKER));
  }

  @Test
  void whatWasThereBeforeIsTheNullVersion() throws IOException {
    assertEquals(Optional.of("null"), proxy.send("GET", "/bucket/old").header(VERSION));
    put("/bucket/old", "after");
    assertEquals("before", proxy.send("GET", "/bucket/old?versionId=null").text());
    versioning("Suspended");
    assertEquals("null", put("/bucket/old", "replaced"));
    assertEquals("replaced", proxy.send("GET", "/bucket/old?versionId=null").text());
    assertEquals(2, proxy.send("GET", "/bucket?versions").elements("VersionId").size());
    Reply deleted = proxy.send("DELETE", "/bucket/old");
    assertEquals(Optional.of("null"), deleted.header(VERSION));
    assertEquals(Optional.of("true"), deleted.header(MARKER));
    assertEquals(405, proxy.send("GET", "/bucket/old?versionId=null").status());
  }

  @Test
  void aBucketWithoutVersionsSaysNothingOfThem() throws IOException {
    proxy.send("PUT", "/plain");
    Reply put = proxy.send(SignedRequest.put("/plain/k", "x"));
    assertEquals(Optional.empty(), put.header(VERSION));
    assertEquals(Optional.empty(), proxy.send("GET", "/plain/k").header(VERSION));
    assertEquals("x", proxy.send("GET", "/plain/k?versionId=null").text());
    Reply deleted = proxy.send("DELETE", "/plain/k");
    assertEquals(Optional.empty(), deleted.header(VERSION));
    assertEquals(Optional.empty(), deleted.header(MARKER));
    assertEquals(Optional.empty(), proxy.send("GET", "/plain/k").header(MARKER));
  }

  @ParameterizedTest
  @CsvSource({
    "versionId=, 400 InvalidArgument",
    "versionId=x, 400 InvalidArgument",
    "versionId=a%20b, 400 InvalidArgument",
    "versionId=%0d%0a, 400 InvalidArgument",
    "versionId=NULL, 400 InvalidArgument",
    "versionId=null, 404 NoSuchVersion",
    "versionId=00000000000000010123456789abcdef, 404 NoSuchVersion"
  })
  void aVersionThatIsNot(String query, String outcome) throws IOException {
    put("/bucket/k", "x");
    Reply get = proxy.send("GET", "/bucket/k?" + query);
    assertEquals(outcome, outcome(get));
    assertFalse(get.header(MARKER).isPresent());
    assertEquals(get.status(), proxy.send("HEAD", "/bucket/k?" + query).status());
    Reply deleted = proxy.send("DELETE", "/bucket/k?" + query);
    assertEquals(get.status() == 404 ? 204 : 400, deleted.status());
    assertEquals("x", proxy.send("GET", "/bucket/k").text());
  }

  @Test
  void anUploadMakesAVersion() throws IOException {
    put("/bucket/u", "small");
    TestUpload upload = TestUpload.begin(proxy, "/bucket/u");
    upload.put(1, new byte[100_000]);
    Reply done = upload.complete();
    String version = done.header(VERSION).orElseThrow();
    assertEquals(Optional.of(version), proxy.send("HEAD", "/bucket/u").header(VERSION));
    assertEquals(Optional.of(version), upload.complete().header(VERSION), "asked again");
    assertEquals(2, proxy.send("GET", "/bucket?versions&prefix=u").elements("VersionId").size());
  }

  @Test
  void aConditionIsThatOfTheCurrentVersion() throws IOException {
    put("/bucket/c", "x");
    SignedRequest absent = SignedRequest.put("/bucket/c", "y").with("If-None-Match", "*");
    assertEquals("412 PreconditionFailed", outcome(proxy.send(absent)));
    proxy.send("DELETE", "/bucket/c");
    assertEquals(200, proxy.send(absent).status());
  }
}
