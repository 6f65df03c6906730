package com.cipherquay.proxy.operation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.cipherquay.proxy.http.Reply;
import com.cipherquay.proxy.http.SignedRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The document of CompleteMultipartUpload: how it may be written, and what is refused. */
final class CompletionDocumentTest {

  private static final String TARGET = "/bucket/k";

  private LocalProxy proxy;
  private TestUpload upload;
  private String tag = "";

  @BeforeEach
  void start(@TempDir Path folder) throws IOException {
    proxy = LocalProxy.start(folder);
    upload = TestUpload.begin(proxy, TARGET);
    upload.put(1, "body".getBytes(UTF_8));
    tag = upload.tag(1).replace("\"", "");
  }

  @AfterEach
  void stop() throws IOException {
    proxy.close();
  }

  private void assertRefused(String outcome, String document) throws IOException {
    Reply reply = upload.complete(document);
    assertEquals(outcome, reply.status() + " " + reply.element("Code"), reply::text);
    assertEquals(404, proxy.send("HEAD", TARGET).status());
    assertEquals(200, upload.complete().status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"TAG\"", "TAG", "&quot;TAG&quot;", "&#34;TAG&#x22;", " \n\"TAG\"\t"})
  void aTagWithOrWithoutQuotes(String etag) throws IOException {
    String part = TestUpload.part(1, etag.replace("TAG", tag));
    assertEquals(200, upload.complete(TestUpload.document(part)).status());
    assertEquals("body", proxy.send("GET", TARGET).text());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<CompleteMultipartUpload>P</CompleteMultipartUpload>",
        "<?xml version='1.0'?><!-- x --><CompleteMultipartUpload> P\n</CompleteMultipartUpload> ",
        "<s:CompleteMultipartUpload xmlns:s='http://s3.amazonaws.com/doc/2006-03-01/'>P"
            + "</s:CompleteMultipartUpload>",
        "<CompleteMultipartUpload><Part><ETag><![CDATA[TAG]]></ETag>"
            + "<PartNumber> 1 </PartNumber></Part></CompleteMultipartUpload>"
      })
  void otherWaysToWriteIt(String document) throws IOException {
    String part = TestUpload.part(1, tag);
    String written = document.replace(">P<", ">" + part + "<").replace(" P\n", " " + part + "\n");
    written = written.replace("TAG", tag);
    Reply reply = upload.complete(written);
    assertEquals(200, reply.status(), reply::text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "not XML",
        "<CompleteMultipartUpload/>",
        "<CompleteMultipartUpload></CompleteMultipartUpload>",
        "<CompleteMultipartUpload><Part/></CompleteMultipartUpload>",
        "<Other><Part><PartNumber>1</PartNumber><ETag>TAG</ETag></Part></Other>",
        "<CompleteMultipartUpload>OK<Other/></CompleteMultipartUpload>",
        "<CompleteMultipartUpload>OK text</CompleteMultipartUpload>",
        "<CompleteMultipartUpload>OK",
        "<CompleteMultipartUpload>OK</CompleteMultipartUpload><More/>",
        "<!DOCTYPE a><CompleteMultipartUpload>OK</CompleteMultipartUpload>",
        "<CompleteMultipartUpload>&e;OK</CompleteMultipartUpload>"
      })
  void whatIsNoCompletionIsMalformed(String document) throws IOException {
    assertRefused(
        "400 MalformedXML", document.replace("OK", TestUpload.part(1, tag)).replace("TAG", tag));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<PartNumber>1</PartNumber>",
        "<ETag>TAG</ETag>",
        "<PartNumber>one</PartNumber><ETag>TAG</ETag>",
        "<PartNumber>-1</PartNumber><ETag>TAG</ETag>",
        "<PartNumber>1.0</PartNumber><ETag>TAG</ETag>",
        "<PartNumber/><ETag>TAG</ETag>",
        "<PartNumber>1</PartNumber><PartNumber>1</PartNumber><ETag>TAG</ETag>",
        "<PartNumber>1</PartNumber><ETag>TAG</ETag><ETag>TAG</ETag>",
        "<PartNumber>1</PartNumber><ETag><a/></ETag>"
      })
  void whatIsNoPartIsMalformed(String part) throws IOException {
    assertRefused(
        "400 MalformedXML", TestUpload.document("<Part>" + part.replace("TAG", tag) + "</Part>"));
  }

  @ParameterizedTest
  @CsvSource({
    "0, InvalidArgument",
    "10001, InvalidArgument",
    "2, InvalidPart",
    "10000, InvalidPart"
  })
  void aPartThatIsNot(String number, String code) throws IOException {
    assertRefused("400 " + code, TestUpload.document(TestUpload.part(number, tag)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"made-up", "", "held-cq.", "held-cq.AAAA", "*", "\"\"", "x-cq.\u00e9"})
  void aTagThatIsNot(String etag) throws IOException {
    assertRefused("400 InvalidPart", TestUpload.document(TestUpload.part(1, etag)));
  }

  @Test
  void theOrderIsAscending() throws IOException {
    String one = TestUpload.part(1, tag);
    assertRefused("400 InvalidPartOrder", TestUpload.document(TestUpload.part(2, tag) + one));
    again();
    assertRefused("400 InvalidPartOrder", TestUpload.document(one + one));
  }

  private void again() throws IOException {
    proxy.send("DELETE", TARGET);
    upload = TestUpload.begin(proxy, TARGET);
    upload.put(1, "body".getBytes(UTF_8));
    tag = upload.tag(1);
  }

  /** What a client claims of a part is verified or refused, never passed over. */
  @ParameterizedTest
  @ValueSource(strings = {"ChecksumMD5", "ChecksumXXHASH64", "Size", "Other"})
  void aClaimThatIsNotUnderstood(String element) throws IOException {
    String part = TestUpload.part(1, tag);
    String claim = "<" + element + ">1</" + element + "></Part>";
    assertRefused("501 NotImplemented", TestUpload.document(part.replace("</Part>", claim)));
  }

  @Test
  void tenThousandPartsFit() throws IOException {
    assertRefused("400 InvalidPart", TestUpload.document(parts(10_000)));
    again();
    assertRefused("400 MalformedXML", TestUpload.document(parts(10_001)));
  }

  private String parts(int count) {
    String etag = "&quot;" + "e".repeat(180) + "&quot;";
    String checksum = "<ChecksumSHA256>" + "c".repeat(43) + "=</ChecksumSHA256></Part>";
    return IntStream.rangeClosed(1, count)
        .mapToObj(n -> TestUpload.part(Math.min(n, 10_000), etag).replace("</Part>", checksum))
        .collect(Collectors.joining("\n    "));
  }

  @Test
  void aDocumentBeyondAllUploadsIsNotRead() throws IOException {
    assertRefused("400 MaxMessageLengthExceeded", " ".repeat((1 << 23) + 1));
    again();
    assertRefused("400 MalformedXML", TestUpload.document("<a/>".repeat(100_001)));
  }

  @ParameterizedTest
  @CsvSource({
    "x-amz-acl, private",
    "x-amz-copy-source, /bucket/k",
    "If-None-Match, '\"a\"'",
    "If-Match, *",
    "x-amz-server-side-encryption-customer-algorithm, AES256"
  })
  void aHeaderThatIsNotUnderstood(String name, String value) throws IOException {
    SignedRequest request = upload.completionRequest().with(name, value);
    assertEquals(501, proxy.send(request).status());
    assertEquals(404, proxy.send("HEAD", TARGET).status());
  }
}
