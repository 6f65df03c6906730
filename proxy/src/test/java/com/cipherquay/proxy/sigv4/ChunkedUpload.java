package com.cipherquay.proxy.sigv4;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Builds an aws-chunked upload step by step, so that a test can leave out, repeat or spoil a step.
 * Its chunk signatures come from {@link ChunkSigner}, which {@link PublishedChunksTest} vouches
 * for.
 */
final class ChunkedUpload {

  private final StringBuilder wire = new StringBuilder();
  private final List<Map.Entry<String, String>> headers = new ArrayList<>();
  private final boolean signed;
  private final ChunkSigner signer;

  private ChunkedUpload(String mode, List<Map.Entry<String, String>> extra) {
    this.signed = !mode.contains("UNSIGNED");
    headers.add(Map.entry("host", "localhost:9000"));
    headers.addAll(extra);
    SignableRequest bare = new SignableRequest("PUT", "/bucket/key", "", headers);
    headers.addAll(
        SigV4Signer.of(SdkSigner.REGION, SdkSigner.CLOCK).sign(bare, SdkSigner.OWNER, mode));
    CredentialScope scope = new CredentialScope("20260304", SdkSigner.REGION, CredentialScope.S3);
    byte[] signingKey = new SigningKeys().derive(SdkSigner.OWNER.secretAccessKey(), scope);
    String authorization = headers.get(headers.size() - 1).getValue();
    String seed = authorization.substring(authorization.length() - 64);
    this.signer = new ChunkSigner(signingKey, "20260304T050607Z", scope, seed);
  }

  static ChunkedUpload signed(long length) {
    return new ChunkedUpload("STREAMING-AWS4-HMAC-SHA256-PAYLOAD", List.of(decoded(length)));
  }

  static ChunkedUpload signedWithTrailer(long length, String trailer) {
    return new ChunkedUpload(
        "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER",
        List.of(decoded(length), Map.entry("x-amz-trailer", trailer)));
  }

  static ChunkedUpload unsignedWithTrailer(long length, String trailer) {
    return new ChunkedUpload(
        "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
        List.of(decoded(length), Map.entry("x-amz-trailer", trailer)));
  }

  static ChunkedUpload unsigned(long length) {
    return new ChunkedUpload("STREAMING-UNSIGNED-PAYLOAD-TRAILER", List.of(decoded(length)));
  }

  ChunkedUpload chunk(String data) {
    header(data);
    return raw(data).raw("\r\n");
  }

  /** The final chunk without the line end that closes the upload. */
  ChunkedUpload last() {
    header("");
    return this;
  }

  ChunkedUpload signedTrailer(String name, String value, String separator) {
    String signature = signer.trailer(PayloadHash.of(bytes(name + ":" + value + "\n")));
    return raw(name + ":" + value + separator)
        .raw("x-amz-trailer-signature:" + signature + "\r\n\r\n");
  }

  ChunkedUpload raw(String text) {
    wire.append(text);
    return this;
  }

  SignedExchange done() {
    return new SignedExchange(
        new SignableRequest("PUT", "/bucket/key", "", headers), bytes(wire.toString()));
  }

  private void header(String data) {
    String extension =
        signed ? ";chunk-signature=" + signer.nextChunk(PayloadHash.of(bytes(data))) : "";
    raw(Integer.toHexString(data.length()) + extension + "\r\n");
  }

  private static Map.Entry<String, String> decoded(long length) {
    return Map.entry("x-amz-decoded-content-length", Long.toString(length));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
