package com.cipherquay.proxy.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.cipherquay.proxy.http.Reply;
import com.cipherquay.proxy.http.RunningProxy;
import com.cipherquay.proxy.http.SignedRequest;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Object keys of every odd kind: all distinct, all coming back, in bodies and in listings. */
final class KeyTest {

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

  /** As they go on the wire; no two of them are the same key. */
  private static final List<String> PATHS =
      List.of(
          "a",
          "a/",
          "a//",
          "/a",
          "//a",
          "/",
          "//",
          "a/b",
          "a//b",
          "a/./b",
          "a/../b",
          "../a",
          "..",
          ".",
          "./",
          "%252F",
          "a%2520b",
          "a%20b",
          "a+b",
          "a%00b",
          "a%0Db",
          "a%0Ab",
          "a%0D%0Ab",
          "a%09b",
          "a%5Cb",
          "a%7Fb",
          "a%3Fb",
          "a%23b",
          "a%26b",
          "a%3Cb%3E%22'",
          "a;b=c",
          "%EF%BF%BD",
          "%EF%BF%BE",
          "%C3%A9",
          "e%CC%81",
          "%F0%9F%98%80",
          "%E2%80%AE",
          "*",
          "~",
          "tagging",
          "%25");

  @Test
  void everyKeyIsAnObjectOfItsOwn() throws IOException {
    for (String path : PATHS) {
      Reply put = proxy.send(SignedRequest.put("/bucket/" + path, "body of " + path));
      assertEquals(200, put.status(), path + put.text());
    }
    for (String path : PATHS) {
      assertEquals("body of " + path, proxy.send(SignedRequest.get("/bucket/" + path)).text());
    }
    Reply listing = proxy.send(SignedRequest.get("/bucket?list-type=2&encoding-type=url"));
    assertEquals(decoded(PATHS), decoded(listing.elements("Key")));
    for (String path : PATHS) {
      assertEquals(204, proxy.send(SignedRequest.of("DELETE", "/bucket/" + path)).status());
    }
    assertEquals("0", proxy.send(SignedRequest.get("/bucket?list-type=2")).element("KeyCount"));
  }

  private static Set<String> decoded(List<String> paths) {
    return new TreeSet<>(paths.stream().map(UriText::path).toList());
  }

  @ParameterizedTest
  @CsvSource({
    "a/b, a%2Fb",
    "a-b, a%2Db",
    "a~b, a%7eb",
    "a%2Bb, a+b",
    "%C3%A9, %c3%a9",
    "%C3%A9, é",
    "a%40b, a@b"
  })
  void twoSpellingsOfOneKey(String one, String other) throws IOException {
    proxy.send(SignedRequest.put("/bucket/" + one, "same"));
    assertEquals("same", proxy.send(SignedRequest.get("/bucket/" + other)).text());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/bucket/%FF",
        "/bucket/%C3",
        "/bucket/%ED%A0%80",
        "/bucket/%C0%AF",
        "/bucket?prefix=%FF",
        "/%ff/a"
      })
  void whatIsNoUtf8IsNoUri(String target) throws IOException {
    Reply reply = proxy.send(SignedRequest.get(target));
    assertEquals(400, reply.status());
    assertEquals("InvalidURI", reply.element("Code"));
  }

  /** No signer makes these; the refusal comes before the signature is compared. */
  @ParameterizedTest
  @ValueSource(strings = {"a%", "a%2", "a%zz", "a%u0041", "a?prefix=%4"})
  void aBrokenEscapeIsNoUri(String target) throws IOException {
    Reply reply = proxy.send(SignedRequest.get("/bucket/signed").sentAs("/bucket/" + target));
    assertEquals(400, reply.status());
    assertEquals("InvalidURI", reply.element("Code"));
  }

  @Test
  void aKeyHasAtMost1024Bytes() throws IOException {
    Reply reply = proxy.send(SignedRequest.put("/bucket/" + "k".repeat(1025), "x"));
    assertEquals(400, reply.status());
    assertEquals("KeyTooLongError", reply.element("Code"));
    assertEquals("1025", reply.element("Size"));
    Reply stored = proxy.send(SignedRequest.put("/bucket/" + "k".repeat(1024), "x"));
    assertEquals("KeyTooLongError", stored.element("Code"));
    assertEquals(200, proxy.send(SignedRequest.put("/bucket/" + "k".repeat(700), "x")).status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"//a", "/.", "/..", "/../etc", "/a_", "/b%2Fc/k", "/b%00c", "/-bucket"})
  void whatCanNotBeABucketIsRefused(String target) throws IOException {
    Reply reply = proxy.send(SignedRequest.get(target));
    assertEquals(400, reply.status());
    assertEquals("InvalidBucketName", reply.element("Code"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bucket",
        "bu",
        "b_cket",
        "bucket-",
        "a..b",
        "127.0.0.1",
        "xn--bucket",
        "b--x-s3",
        "a.b-"
      })
  void whatCanNotBeCreatedIsRefused(String name) throws IOException {
    Reply reply = proxy.send(SignedRequest.of("PUT", "/" + name));
    assertEquals("InvalidBucketName", reply.element("Code"));
    assertEquals(name, reply.element("BucketName"));
    assertEquals(
        "InvalidBucketName",
        proxy.send(SignedRequest.of("PUT", "/" + "b".repeat(64))).element("Code"));
  }
}
