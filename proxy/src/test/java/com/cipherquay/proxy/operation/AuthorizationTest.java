package com.cipherquay.proxy.operation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.cipherquay.proxy.access.AccessPolicy;
import com.cipherquay.proxy.access.Identity;
import com.cipherquay.proxy.access.Permission;
import com.cipherquay.proxy.http.BrowserForm;
import com.cipherquay.proxy.http.Reply;
import com.cipherquay.proxy.http.RunningProxy;
import com.cipherquay.proxy.http.SignedRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the policy is asked for, and that nothing happens when it says no. */
final class AuthorizationTest {

  /** Denies what is about a key or prefix that begins with {@code secret}, and remembers. */
  private static final class Guard implements AccessPolicy {

    private final List<String> asked = new ArrayList<>();

    @Override
    public synchronized boolean allows(Identity identity, Permission permission) {
      String what = name(permission);
      asked.add(what);
      return !what.contains("/secret");
    }

    private static String name(Permission permission) {
      String scope = "";
      if (permission.scope() instanceof Permission.Scope.Key key) {
        scope = "/" + key.key().value();
      } else if (permission.scope() instanceof Permission.Scope.Prefix prefix) {
        scope = "/" + prefix.prefix() + "*";
      }
      return permission.action() + " " + permission.bucket() + scope;
    }

    synchronized List<String> take() {
      List<String> taken = List.copyOf(asked);
      asked.clear();
      return taken;
    }
  }

  private final Guard guard = new Guard();
  private RunningProxy proxy;

  @BeforeEach
  void start() throws IOException {
    proxy = RunningProxy.under(guard);
    proxy.send(SignedRequest.of("PUT", "/bucket"));
    proxy.send(SignedRequest.put("/bucket/open", "content"));
    guard.take();
    proxy.calls().reset();
  }

  @AfterEach
  void stop() throws IOException {
    proxy.close();
  }

  @ParameterizedTest
  @CsvSource({
    "GET /bucket/secret, READ bucket/secret",
    "HEAD /bucket/secret, READ bucket/secret",
    "PUT /bucket/secret, WRITE bucket/secret",
    "DELETE /bucket/secret, DELETE bucket/secret",
    "POST /bucket/secret?uploads, WRITE bucket/secret",
    "PUT /bucket/secret?partNumber=1&uploadId=u, WRITE bucket/secret",
    "GET /bucket/secret?uploadId=u, LIST bucket/secret",
    "DELETE /bucket/secret?uploadId=u, WRITE bucket/secret",
    "GET /bucket?prefix=secret%2F, LIST bucket/secret/*",
    "GET /bucket?list-type=2&prefix=secret, LIST bucket/secret*",
    "GET /bucket?uploads&prefix=secret, LIST bucket/secret*",
    "GET /bucket/secret?retention, READ bucket/secret",
    "GET /bucket/secret?legal-hold, READ bucket/secret",
    "GET /bucket/%73ecret, READ bucket/secret"
  })
  void oneThingEach(String request, String permission) throws IOException {
    int space = request.indexOf(' ');
    Reply reply =
        proxy.send(SignedRequest.of(request.substring(0, space), request.substring(space + 1)));
    assertEquals(403, reply.status(), reply.text());
    assertEquals(List.of(permission), guard.take());
    assertEquals(Map.of(), proxy.calls().byCall());
  }

  @ParameterizedTest
  @CsvSource({
    "GET /bucket, LIST bucket/*",
    "HEAD /bucket, LIST bucket/*",
    "GET /bucket?location, LIST bucket/*",
    "GET /bucket?object-lock, LIST bucket/*",
    "PUT /more, BUCKET_ADMIN more",
    "DELETE /bucket, BUCKET_ADMIN bucket"
  })
  void ofTheBucket(String request, String permission) throws IOException {
    int space = request.indexOf(' ');
    proxy.send(SignedRequest.of(request.substring(0, space), request.substring(space + 1)));
    assertEquals(List.of(permission), guard.take());
  }

  @Test
  void aCompletion() throws IOException {
    byte[] document =
        ("<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>\"e\"</ETag></Part>"
                + "</CompleteMultipartUpload>")
            .getBytes(UTF_8);
    Reply reply =
        proxy.send(SignedRequest.of("POST", "/bucket/secret?uploadId=u").withBody(document));
    assertEquals(403, reply.status());
    assertEquals(List.of("WRITE bucket/secret"), guard.take());
    assertEquals(Map.of(), proxy.calls().byCall());
  }

  @Test
  void whatBypassesGovernance() throws IOException {
    SignedRequest delete =
        SignedRequest.of("DELETE", "/bucket/k?versionId=null")
            .with("x-amz-bypass-governance-retention", "true");
    proxy.send(delete);
    assertEquals(List.of("DELETE bucket/k", "BUCKET_ADMIN bucket"), guard.take());
    String end = "<Retention/>";
    SignedRequest retention =
        SignedRequest.put("/bucket/k?retention", end).with("Content-MD5", Digests.md5(end));
    proxy.send(retention);
    assertEquals(List.of("WRITE bucket/k"), guard.take());
    proxy.send(retention.with("x-amz-bypass-governance-retention", "true"));
    assertEquals(List.of("WRITE bucket/k", "BUCKET_ADMIN bucket"), guard.take());
    String document = "<Delete><Object><Key>k</Key></Object></Delete>";
    proxy.send(
        SignedRequest.of("POST", "/bucket?delete")
            .withBody(document.getBytes(UTF_8))
            .with("Content-MD5", Digests.md5(document))
            .with("x-amz-bypass-governance-retention", "true"));
    assertEquals(List.of("BUCKET_ADMIN bucket", "DELETE bucket/k"), guard.take());
  }

  @ParameterizedTest
  @CsvSource({"ON, 'WRITE bucket/k'", "OFF, 'WRITE bucket/k,BUCKET_ADMIN bucket'"})
  void aLegalHoldIsReleasedByWhoAdministersTheBucket(String status, String permissions)
      throws IOException {
    String document = "<LegalHold><Status>" + status + "</Status></LegalHold>";
    proxy.send(
        SignedRequest.put("/bucket/k?legal-hold", document)
            .with("Content-MD5", Digests.md5(document)));
    assertEquals(permissions, String.join(",", guard.take()));
  }

  /** Each key by itself, as S3 answers it. */
  @Test
  void everyKeyOfADeletion() throws IOException {
    byte[] document =
        ("<Delete><Object><Key>open</Key></Object><Object><Key>secret/a</Key></Object>"
                + "<Object><Key>none</Key></Object></Delete>")
            .getBytes(UTF_8);
    Reply reply =
        proxy.send(
            SignedRequest.of("POST", "/bucket?delete")
                .withBody(document)
                .with("Content-MD5", Digests.md5(new String(document, UTF_8))));
    assertEquals(200, reply.status(), reply.text());
    assertEquals(
        List.of("DELETE bucket/open", "DELETE bucket/secret/a", "DELETE bucket/none"),
        guard.take());
    assertEquals(List.of("AccessDenied"), reply.elements("Code"));
    assertEquals(
        "<Error><Key>secret/a</Key>",
        reply.text().replaceAll("(?s).*(<Error><Key>[^<]*</Key>).*", "$1"));
    assertEquals(404, proxy.send(SignedRequest.get("/bucket/open")).status());
  }

  @Test
  void nothingAtAllOfADeletion() throws IOException {
    byte[] document = "<Delete><Object><Key>secret</Key></Object></Delete>".getBytes(UTF_8);
    proxy.send(
        SignedRequest.of("POST", "/bucket?delete")
            .withBody(document)
            .with("Content-MD5", Digests.md5(new String(document, UTF_8))));
    assertEquals(Map.of(), proxy.calls().byCall());
  }

  @ParameterizedTest
  @CsvSource({
    "/bucket/copy, /bucket/secret",
    "/bucket/secret, /bucket/open",
    "/bucket/copy, bucket/%73ecret",
    "/bucket/copy, /other/secret%2Fa",
    "/bucket/copy?partNumber=1&uploadId=u, /bucket/secret",
    "/bucket/secret?partNumber=1&uploadId=u, /bucket/open"
  })
  void bothEndsOfACopy(String target, String source) throws IOException {
    Reply reply = proxy.send(SignedRequest.of("PUT", target).with("x-amz-copy-source", source));
    assertEquals(403, reply.status(), reply.text());
    assertEquals(Map.of(), proxy.calls().byCall());
    List<String> asked = guard.take();
    assertEquals(true, asked.get(asked.size() - 1).contains("/secret"), asked::toString);
  }

  @Test
  void aForm() throws IOException {
    Reply reply = BrowserForm.of("secret").send(proxy);
    assertEquals(403, reply.status(), reply.text());
    assertEquals(List.of("WRITE bucket/secret"), guard.take());
    assertEquals(Map.of(), proxy.calls().byCall());
  }

  /** An id is good for the upload's own bucket and key, whatever else its bearer may write. */
  @Test
  void uploadsOfOthers() throws IOException {
    proxy.send(SignedRequest.of("PUT", "/other"));
    String id = proxy.send(SignedRequest.of("POST", "/bucket/mine?uploads")).element("UploadId");
    proxy.send(SignedRequest.of("POST", "/bucket/yours?uploads"));
    for (String place : List.of("/bucket/yours", "/other/mine", "/bucket/mine/")) {
      String upload = place + "?uploadId=" + id;
      String part = place + "?partNumber=1&uploadId=" + id;
      for (SignedRequest request :
          List.of(
              SignedRequest.put(part, "part"),
              SignedRequest.of("PUT", part).with("x-amz-copy-source", "/bucket/open"),
              SignedRequest.of("GET", upload),
              SignedRequest.of("DELETE", upload),
              SignedRequest.of("POST", upload)
                  .withBody(
                      ("<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>\"e\""
                              + "</ETag></Part></CompleteMultipartUpload>")
                          .getBytes(UTF_8)))) {
        Reply reply = proxy.send(request);
        assertEquals("NoSuchUpload", reply.element("Code"), place + reply.text());
      }
    }
    assertEquals(200, proxy.send(SignedRequest.get("/bucket/mine?uploadId=" + id)).status());
  }
}
