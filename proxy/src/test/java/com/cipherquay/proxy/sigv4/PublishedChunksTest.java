package com.cipherquay.proxy.sigv4;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * The examples of AWS, "Transferring Payload in Multiple Chunks (Chunked Upload)" and "... with
 * Trailing Headers" in the Amazon S3 API Reference. The keys are AWS's own placeholders.
 */
final class PublishedChunksTest {

  private static final int LENGTH = 66_560;
  private static final String SCOPE =
      "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,";

  private final RequestVerifier verifier =
      RequestVerifier.of(
          (id, token) -> Optional.of("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"),
          Optional.empty(),
          Clock.fixed(Instant.parse("2013-05-24T00:00:00Z"), ZoneOffset.UTC));

  @Test
  void signedChunks() throws IOException {
    String authorization =
        SCOPE
            + "SignedHeaders=content-encoding;content-length;host;x-amz-content-sha256;x-amz-date;"
            + "x-amz-decoded-content-length;x-amz-storage-class,"
            + "Signature=4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9";
    SignableRequest request =
        request(
            authorization,
            Map.entry("content-length", "66824"),
            Map.entry("x-amz-content-sha256", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD"));
    byte[] body =
        body(
            "ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648",
            "0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497",
            "b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9",
            "\r\n");
    assertEquals(66_824, body.length);
    assertDecoded(request, body);
  }

  @Test
  void signedChunksWithATrailer() throws IOException {
    String authorization =
        SCOPE
            + "SignedHeaders=content-encoding;host;x-amz-content-sha256;x-amz-date;"
            + "x-amz-decoded-content-length;x-amz-storage-class;x-amz-trailer,"
            + "Signature=106e2a8a18243abcf37539882f36619c00e2dfc72633413f02d3b74544bfeb8e";
    SignableRequest request =
        request(
            authorization,
            Map.entry("x-amz-trailer", "x-amz-checksum-crc32c"),
            Map.entry("x-amz-content-sha256", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER"));
    byte[] body =
        body(
            "b474d8862b1487a5145d686f57f013e54db672cee1c953b3010fb58501ef5aa2",
            "1c1344b170168f8e65b41376b44b20fe354e373826ccbbe2c1d40a8cae51e5c7",
            "2ca2aba2005185cf7159c6277faf83795951dd77a3a99e6e65d5c9f85863f992",
            "x-amz-checksum-crc32c:sOO8/Q==\r\n"
                + "x-amz-trailer-signature:"
                + "d81f82fc3505edab99d459891051a732e8730629a2e4a59689829ca17fe2e435\r\n\r\n");
    assertDecoded(request, body);
  }

  private void assertDecoded(SignableRequest request, byte[] body) throws IOException {
    byte[] expected = new byte[LENGTH];
    Arrays.fill(expected, (byte) 'a');
    VerifiedBody verified =
        verifier.verify(request).openBody(new ByteArrayInputStream(body), body.length, true);
    assertArrayEquals(expected, verified.readAllBytes());
  }

  private static SignableRequest request(
      String authorization, Map.Entry<String, String> first, Map.Entry<String, String> second) {
    return new SignableRequest(
        "PUT",
        "/examplebucket/chunkObject.txt",
        "",
        List.of(
            Map.entry("host", "s3.amazonaws.com"),
            Map.entry("x-amz-date", "20130524T000000Z"),
            Map.entry("x-amz-storage-class", "REDUCED_REDUNDANCY"),
            Map.entry("content-encoding", "aws-chunked"),
            Map.entry("x-amz-decoded-content-length", Integer.toString(LENGTH)),
            Map.entry("authorization", authorization),
            first,
            second));
  }

  /** 64 KiB and 1 KiB of the letter a. */
  private static byte[] body(String first, String second, String last, String end)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(ascii("10000;chunk-signature=" + first + "\r\n"));
    out.write(ascii("a".repeat(65_536)));
    out.write(ascii("\r\n400;chunk-signature=" + second + "\r\n"));
    out.write(ascii("a".repeat(1_024)));
    out.write(ascii("\r\n0;chunk-signature=" + last + "\r\n" + end));
    return out.toByteArray();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
