package com.cipherquay.proxy.operation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cipherquay.proxy.http.Reply;
import com.cipherquay.proxy.http.SignedRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** GetBucketVersioning and PutBucketVersioning. */
final class BucketVersioningTest {

  private LocalProxy proxy;

  @BeforeEach
  void start(@TempDir Path folder) throws IOException {
    proxy = LocalProxy.start(folder);
  }

  @AfterEach
  void stop() throws IOException {
    proxy.close();
  }

  private Reply put(String document) throws IOException {
    return proxy.send(
        SignedRequest.of("PUT", "/bucket?versioning").withBody(document.getBytes(UTF_8)));
  }

  private static String configuration(String content) {
    return "<VersioningConfiguration xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">"
        + content
        + "</VersioningConfiguration>";
  }

  private Reply get() throws IOException {
    return proxy.send("GET", "/bucket?versioning");
  }

  @Test
  void isWhatWasPut() throws IOException {
    Reply never = get();
    assertEquals(200, never.status());
    assertTrue(never.text().contains("VersioningConfiguration"), never::text);
    assertEquals("", never.element("Status"));
    for (String status : new String[] {"Enabled", "Suspended", "Enabled"}) {
      assertEquals(200, put(configuration("<Status>" + status + "</Status>")).status());
      assertEquals(status, get().element("Status"));
    }
    String off = "<MfaDelete>Disabled</MfaDelete><Status>Suspended</Status>";
    assertEquals(200, put(configuration(off)).status());
    assertEquals("Suspended", get().element("Status"));
  }

  @ParameterizedTest
  @CsvSource({
    "<Status>Enabled</Status><MfaDelete>Enabled</MfaDelete>, 501 NotImplemented",
    "'', 400 IllegalVersioningConfigurationException",
    "<MfaDelete>Disabled</MfaDelete>, 400 IllegalVersioningConfigurationException",
    "<Status>enabled</Status>, 400 MalformedXML",
    "<Status/>, 400 MalformedXML",
    "<Status>Enabled</Status><Status>Enabled</Status>, 400 MalformedXML",
    "<Status>Enabled</Status><Other/>, 400 MalformedXML"
  })
  void whatIsNoVersioningChangesNothing(String content, String outcome) throws IOException {
    Reply reply = put(configuration(content));
    assertEquals(outcome, reply.status() + " " + reply.element("Code"));
    assertEquals("", get().element("Status"));
  }

  @Test
  void documentsAndBucketsThatAreNot() throws IOException {
    assertEquals("MalformedXML", put("").element("Code"));
    assertEquals("MalformedXML", put("<Versioning/>").element("Code"));
    assertEquals("NoSuchBucket", proxy.send("GET", "/nowhere?versioning").element("Code"));
    SignedRequest nowhere =
        SignedRequest.of("PUT", "/nowhere?versioning")
            .withBody(configuration("<Status>Enabled</Status>").getBytes(UTF_8));
    assertEquals("NoSuchBucket", proxy.send(nowhere).element("Code"));
    SignedRequest withCode =
        SignedRequest.of("PUT", "/bucket?versioning").with("x-amz-mfa", "serial 123456");
    assertEquals("NotImplemented", proxy.send(withCode).element("Code"));
  }

  @Test
  void aBucketWithVersionsIsKept() throws IOException {
    put(configuration("<Status>Enabled</Status>"));
    proxy.send(SignedRequest.put("/bucket/k", "x"));
    proxy.send("DELETE", "/bucket/k");
    TestUpload upload = TestUpload.begin(proxy, "/bucket/u");
    assertEquals("BucketNotEmpty", proxy.send("DELETE", "/bucket").element("Code"));
    upload.put(1, new byte[5]);
    assertEquals(200, upload.complete().status(), "the upload in progress is not harmed");
    Reply versions = proxy.send("GET", "/bucket?versions");
    for (int i = 0; i < versions.elements("Key").size(); i++) {
      String target =
          "/bucket/"
              + versions.elements("Key").get(i)
              + "?versionId="
              + versions.elements("VersionId").get(i);
      assertEquals(204, proxy.send("DELETE", target).status());
    }
    assertEquals(Optional.empty(), proxy.send("GET", "/bucket").header("x-amz-version-id"));
    assertEquals(204, proxy.send("DELETE", "/bucket").status());
  }
}
