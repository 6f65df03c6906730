package com.cipherquay.proxy.sigv4;

/** How a body is encoded and covered by the signature, as x-amz-content-sha256 says. */
enum PayloadMode {
  SIGNED(false, false, false),
  UNSIGNED(false, false, false),
  CHUNKED_SIGNED(true, true, false),
  CHUNKED_SIGNED_TRAILER(true, true, true),
  CHUNKED_UNSIGNED_TRAILER(true, false, true);

  private static final int SHA256_HEX_LENGTH = 64;

  private final boolean chunked;
  private final boolean chunksSigned;
  private final boolean trailer;

  PayloadMode(boolean chunked, boolean chunksSigned, boolean trailer) {
    this.chunked = chunked;
    this.chunksSigned = chunksSigned;
    this.trailer = trailer;
  }

  static PayloadMode of(String contentSha256) {
    return switch (contentSha256) {
      case PayloadHash.UNSIGNED -> UNSIGNED;
      case "STREAMING-AWS4-HMAC-SHA256-PAYLOAD" -> CHUNKED_SIGNED;
      case "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER" -> CHUNKED_SIGNED_TRAILER;
      case PayloadHash.UNSIGNED_TRAILER -> CHUNKED_UNSIGNED_TRAILER;
      case "STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD",
          "STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD-TRAILER" ->
          throw new SignatureException(
              SignatureFault.NOT_IMPLEMENTED, "SigV4A is not supported; use AWS4-HMAC-SHA256.");
      default -> signed(contentSha256);
    };
  }

  private static PayloadMode signed(String contentSha256) {
    if (contentSha256.length() == SHA256_HEX_LENGTH
        && contentSha256.chars().allMatch(java.util.HexFormat::isHexDigit)) {
      return SIGNED;
    }
    throw new SignatureException(
        SignatureFault.INVALID_ARGUMENT,
        "x-amz-content-sha256 must be UNSIGNED-PAYLOAD, STREAMING-UNSIGNED-PAYLOAD-TRAILER,"
            + " STREAMING-AWS4-HMAC-SHA256-PAYLOAD, STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER or"
            + " a valid sha256 value.");
  }

  /** Whether the body is in aws-chunked encoding. */
  boolean isChunked() {
    return chunked;
  }

  boolean areChunksSigned() {
    return chunksSigned;
  }

  boolean hasTrailer() {
    return trailer;
  }
}
