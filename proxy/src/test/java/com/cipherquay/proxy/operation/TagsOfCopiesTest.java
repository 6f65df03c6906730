package com.cipherquay.proxy.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.cipherquay.proxy.http.Reply;
import com.cipherquay.proxy.http.SignedRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which tags copies and uploads have, over the local store. */
final class TagsOfCopiesTest {

  private static LocalProxy proxy;

  @BeforeAll
  static void start(@TempDir Path folder) throws IOException {
    proxy = LocalProxy.start(folder.resolve("store"));
  }

  @AfterAll
  static void stop() throws IOException {
    proxy.close();
  }

  private static Map<String, String> tags(String target) throws IOException {
    return TaggingTest.tags(proxy, target);
  }

  private static List<String> directives() {
    return List.of("COPY a=1", " a=1", "REPLACE b=2", "REPLACE ", "COPY b=2");
  }

  @ParameterizedTest
  @MethodSource("directives")
  void aCopyHasTheTagsOfItsSourceOrItsOwn(String words) throws IOException {
    SignedRequest source = SignedRequest.put("/bucket/k", "body").with("x-amz-tagging", "a=1");
    assertEquals(200, proxy.send(source).status());
    String[] word = words.split(" ", 2);
    SignedRequest copy =
        SignedRequest.of("PUT", "/bucket/copy").with("x-amz-copy-source", "/bucket/k");
    copy = word[0].isEmpty() ? copy : copy.with("x-amz-tagging-directive", word[0]);
    copy = word[1].isEmpty() ? copy : copy.with("x-amz-tagging", word[1]);
    Reply reply = proxy.send(copy);
    assertEquals(200, reply.status(), reply::text);
    Map<String, String> replaced = word[1].isEmpty() ? Map.of() : Map.of("b", "2");
    assertEquals(word[0].equals("REPLACE") ? replaced : Map.of("a", "1"), tags("/bucket/copy"));
  }

  @Test
  void anUploadGivesItsTagsToItsObject() throws IOException {
    TestUpload upload = TestUpload.begin(proxy, "/bucket/u", Map.of("x-amz-tagging", "a=1&b=2"));
    upload.put(1, new byte[10]);
    assertEquals(200, upload.complete().status());
    assertEquals(Map.of("a", "1", "b", "2"), tags("/bucket/u"));
    SignedRequest part =
        SignedRequest.put("/bucket/u?partNumber=1&uploadId=x", "").with("x-amz-tagging", "a=1");
    assertEquals(501, proxy.send(part).status());
  }
}
