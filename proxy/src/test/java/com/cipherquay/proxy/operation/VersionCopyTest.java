package com.cipherquay.proxy.operation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cipherquay.proxy.http.Reply;
import com.cipherquay.proxy.http.SignedRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Versions as sources of copies, and their deletion by the thousand. */
final class VersionCopyTest {

  private static final String VERSION = "x-amz-version-id";
  private static final String SOURCE_VERSION = "x-amz-copy-source-version-id";

  private LocalProxy proxy;
  private String first = "";
  private String second = "";

  @BeforeEach
  void start(@TempDir Path folder) throws IOException {
    proxy = LocalProxy.start(folder);
    String document = "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>";
    proxy.send(SignedRequest.of("PUT", "/bucket?versioning").withBody(document.getBytes(UTF_8)));
    first = proxy.send(SignedRequest.put("/bucket/k", "one")).header(VERSION).orElseThrow();
    second = proxy.send(SignedRequest.put("/bucket/k", "two")).header(VERSION).orElseThrow();
  }

  @AfterEach
  void stop() throws IOException {
    proxy.close();
  }

  private Reply copy(String source, String target) throws IOException {
    return proxy.send(SignedRequest.of("PUT", target).with("x-amz-copy-source", source));
  }

  private static String outcome(Reply reply) {
    return reply.status() + " " + reply.element("Code");
  }

  @Test
  void anOldVersionIsCopiedOntoItsObject() throws IOException {
    Reply back = copy("/bucket/k?versionId=" + first, "/bucket/k");
    assertEquals(200, back.status(), back::text);
    assertEquals(Optional.of(first), back.header(SOURCE_VERSION));
    String third = back.header(VERSION).orElseThrow();
    assertNotEquals(first, third);
    assertEquals("one", proxy.send("GET", "/bucket/k").text());
    assertEquals("two", proxy.send("GET", "/bucket/k?versionId=" + second).text());
    // Without a version it is the object itself, and nothing would change.
    assertEquals("400 InvalidRequest", outcome(copy("/bucket/k", "/bucket/k")));
  }

  @Test
  void aCopyNamesBothVersions() throws IOException {
    Reply copied = copy("/bucket/k", "/bucket/other");
    assertEquals(Optional.of(second), copied.header(SOURCE_VERSION));
    assertTrue(copied.header(VERSION).isPresent());
    proxy.send("PUT", "/plain");
    Reply out = copy("/bucket/k?versionId=" + first, "/plain/k");
    assertEquals(Optional.empty(), out.header(VERSION));
    assertEquals("one", proxy.send("GET", "/plain/k").text());
    Reply in = copy("/plain/k?versionId=null", "/bucket/in");
    assertEquals(200, in.status(), in::text);
  }

  @Test
  void partsAreCopiedFromVersions() throws IOException {
    TestUpload upload = TestUpload.begin(proxy, "/bucket/u");
    SignedRequest part =
        upload.partRequest(1).with("x-amz-copy-source", "/bucket/k?versionId=" + first);
    Reply copied = proxy.send(part);
    assertEquals(200, copied.status(), copied::text);
    assertEquals(Optional.of(first), copied.header(SOURCE_VERSION));
  }

  @Test
  void aDeleteMarkerIsNoSource() throws IOException {
    String marker = proxy.send("DELETE", "/bucket/k").header(VERSION).orElseThrow();
    TestUpload upload = TestUpload.begin(proxy, "/bucket/u");
    for (SignedRequest request :
        List.of(SignedRequest.of("PUT", "/bucket/to"), upload.partRequest(1))) {
      Reply current = proxy.send(request.with("x-amz-copy-source", "/bucket/k"));
      assertEquals("404 NoSuchKey", outcome(current));
      assertEquals(Optional.empty(), current.header("x-amz-delete-marker"));
      Reply named = proxy.send(request.with("x-amz-copy-source", "/bucket/k?versionId=" + marker));
      assertEquals("400 InvalidRequest", outcome(named));
      Reply none =
          proxy.send(
              request.with(
                  "x-amz-copy-source", "/bucket/k?versionId=00000000000000010123456789abcdef"));
      assertEquals("404 NoSuchVersion", outcome(none));
    }
  }

  private Reply delete(String document) throws IOException {
    return proxy.send(
        SignedRequest.of("POST", "/bucket?delete")
            .withBody(document.getBytes(UTF_8))
            .with("Content-MD5", Digests.md5(document)));
  }

  private static String object(String key, String version) {
    String id = version.isEmpty() ? "" : "<VersionId>" + version + "</VersionId>";
    return "<Object><Key>" + key + "</Key>" + id + "</Object>";
  }

  @Test
  void manyVersionsAreDeletedAtOnce() throws IOException {
    Reply reply =
        delete(
            "<Delete>"
                + object("k", first)
                + object("k", "")
                + object("k", "x")
                + object("k", "a b")
                + "</Delete>");
    assertEquals(200, reply.status());
    assertEquals(List.of("k", "k", "k", "k"), reply.elements("Key"));
    assertEquals(List.of(first, "x"), reply.elements("VersionId"));
    assertEquals(List.of("InvalidArgument", "InvalidArgument"), reply.elements("Code"));
    assertEquals(List.of("true"), reply.elements("DeleteMarker"));
    String marker = reply.element("DeleteMarkerVersionId");
    assertEquals(405, proxy.send("GET", "/bucket/k?versionId=" + marker).status());
    assertEquals(404, proxy.send("GET", "/bucket/k?versionId=" + first).status());
    Reply undeleted = delete("<Delete>" + object("k", marker) + "</Delete>");
    assertEquals(marker, undeleted.element("VersionId"));
    assertEquals(marker, undeleted.element("DeleteMarkerVersionId"));
    assertEquals("two", proxy.send("GET", "/bucket/k").text());
    Reply quiet = delete("<Delete><Quiet>true</Quiet>" + object("k", second) + "</Delete>");
    assertEquals(List.of(), quiet.elements("Key"));
    assertEquals(List.of(), proxy.send("GET", "/bucket?versions").elements("Key"));
  }
}
