package com.cipherquay.proxy.s3.xml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cipherquay.proxy.s3.S3ErrorCode;
import com.cipherquay.proxy.s3.S3Exception;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.Test;

/**
 * The limits of a client's document, each at the last that passes and the first that does not, in a
 * document that would be taken but for its limit.
 */
final class XmlLimitsTest {

  private static final int DEPTH = 8;
  private static final int ATTRIBUTES = 16;
  private static final int ELEMENTS = 100_000;

  @Test
  void depth() {
    assertTrue(document("<a>".repeat(DEPTH - 1) + "</a>".repeat(DEPTH - 1)).qualified());
    assertRefused("<a>".repeat(DEPTH) + "</a>".repeat(DEPTH));
  }

  @Test
  void attributes() {
    assertTrue(document(withAttributes(ATTRIBUTES)).qualified());
    assertRefused(withAttributes(ATTRIBUTES + 1));
  }

  private static String withAttributes(int count) {
    StringBuilder element = new StringBuilder("<a");
    for (int i = 0; i < count; i++) {
      element.append(" a").append(i).append("=''");
    }
    return element.append("/>").toString();
  }

  @Test
  void elements() {
    assertTrue(document("<a/>".repeat(ELEMENTS - 1)).qualified());
    assertRefused("<a/>".repeat(ELEMENTS));
  }

  /** A document type by itself is enough, whatever of it is used. */
  @Test
  void documentTypes() {
    for (String type :
        new String[] {
          "<!DOCTYPE a>", "<!DOCTYPE CreateBucketConfiguration [<!ENTITY b 'c'>]>",
        }) {
      String document = type + "<CreateBucketConfiguration/>";
      S3Exception refused =
          assertThrows(
              S3Exception.class, () -> CreateBucketDocument.parse(document.getBytes(UTF_8)), type);
      assertEquals(S3ErrorCode.MALFORMED_XML, refused.code());
    }
  }

  /** Nobody is asked for what a document names. */
  @Test
  void nothingIsFetched() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      other.setSoTimeout(200);
      String url = "http://127.0.0.1:" + other.getLocalPort() + "/x";
      for (String type :
          new String[] {
            "<!DOCTYPE a SYSTEM '" + url + "'>",
            "<!DOCTYPE a [<!ENTITY b SYSTEM '" + url + "'>]>",
            "<!DOCTYPE a [<!ENTITY % b SYSTEM '" + url + "'> %b;]>"
          }) {
        String document = type + "<CreateBucketConfiguration>&b;</CreateBucketConfiguration>";
        byte[] bytes = document.getBytes(UTF_8);
        assertThrows(S3Exception.class, () -> CreateBucketDocument.parse(bytes), type);
        assertTrue(StoreDocuments.error(bytes).isEmpty(), type);
        assertThrows(IOException.class, () -> StoreDocuments.listing(bytes), type);
      }
      assertThrows(SocketTimeoutException.class, other::accept, "somebody was asked");
    }
  }

  private static void assertRefused(String content) {
    S3Exception refused = assertThrows(S3Exception.class, () -> document(content));
    assertEquals(S3ErrorCode.MALFORMED_XML, refused.code());
  }

  private static CreateBucketDocument document(String content) {
    String document = "<CreateBucketConfiguration>" + content + "</CreateBucketConfiguration>";
    return CreateBucketDocument.parse(document.getBytes(UTF_8));
  }
}
