package com.cipherquay.proxy.sigv4;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * What a request claims about its body, beside how it is encoded.
 *
 * @param length decoded length in bytes
 * @param lengthDeclared whether the request said so, rather than having no body
 * @param md5 the value of Content-MD5
 * @param checksum which checksum is claimed
 * @param checksumValue its value in base64; empty if it comes in the trailer
 */
record BodyClaims(
    long length,
    boolean lengthDeclared,
    Optional<byte[]> md5,
    Optional<BodyChecksum> checksum,
    Optional<String> checksumValue) {

  private static final String DECODED_LENGTH = "x-amz-decoded-content-length";
  private static final int MD5_LENGTH = 16;

  /**
   * Parses the claims.
   *
   * @param contentLength -1 if there is none
   * @param checksumsCoverBody whether x-amz-checksum-* speaks of this body
   */
  static BodyClaims parse(
      RequestFields headers, PayloadMode mode, long contentLength, boolean checksumsCoverBody) {
    boolean declared = contentLength >= 0 || !headers.all("transfer-encoding").isEmpty();
    long length = length(headers, mode, contentLength, declared);
    Optional<byte[]> md5 = headers.single("content-md5").map(BodyClaims::md5);
    if (!checksumsCoverBody) {
      return new BodyClaims(length, declared, md5, Optional.empty(), Optional.empty());
    }
    Optional<BodyChecksum> inHeader = checksumHeader(headers);
    Optional<BodyChecksum> inTrailer = announced(headers, mode);
    if (inHeader.isPresent() && inTrailer.isPresent()) {
      throw severalChecksums();
    }
    Optional<String> value = inHeader.flatMap(checksum -> headers.single(checksum.headerName()));
    Optional<BodyChecksum> checksum = inHeader.or(() -> inTrailer);
    checkSdkAlgorithm(headers, checksum);
    if (checksum.isPresent() && value.isPresent()) {
      decode(checksum.get(), value.get());
    }
    return new BodyClaims(length, declared, md5, checksum, value);
  }

  /** What a form claims about its file, of which it never says how long it is. */
  static BodyClaims ofForm(RequestFields fields) {
    BodyClaims claims = parse(fields, PayloadMode.UNSIGNED, 0, true);
    return new BodyClaims(0, false, claims.md5, claims.checksum, claims.checksumValue);
  }

  /** The bytes of the checksum that stands in a header. */
  byte[] checksumBytes() {
    return decode(checksum.orElseThrow(), checksumValue.orElseThrow());
  }

  /** The bytes of a checksum that stands in base64. */
  static byte[] decode(BodyChecksum checksum, String base64) {
    return decode(base64, checksum.length())
        .orElseThrow(
            () ->
                new SignatureException(
                    SignatureFault.INVALID_REQUEST,
                    "Value for " + checksum.headerName() + " header is invalid."));
  }

  private static long length(
      RequestFields headers, PayloadMode mode, long contentLength, boolean declared) {
    if (!mode.isChunked() && contentLength >= 0) {
      return contentLength;
    }
    Optional<String> decoded = headers.single(DECODED_LENGTH);
    if (decoded.isEmpty()) {
      if (!mode.isChunked() && !declared) {
        return 0;
      }
      throw new SignatureException(
          SignatureFault.MISSING_CONTENT_LENGTH,
          "You must provide the Content-Length HTTP header"
              + (mode.isChunked() ? " and x-amz-decoded-content-length." : "."));
    }
    String digits = decoded.get();
    if (digits.isEmpty()
        || digits.length() > 18
        || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new SignatureException(
          SignatureFault.INVALID_ARGUMENT, "x-amz-decoded-content-length must be a number.");
    }
    return Long.parseLong(digits);
  }

  private static byte[] md5(String base64) {
    return decode(base64, MD5_LENGTH)
        .orElseThrow(
            () ->
                new SignatureException(
                    SignatureFault.INVALID_DIGEST, "The Content-MD5 you specified is not valid."));
  }

  private static Optional<BodyChecksum> checksumHeader(RequestFields headers) {
    List<BodyChecksum> present = new ArrayList<>();
    for (String name : headers.namesStartingWith(BodyChecksum.HEADER_PREFIX)) {
      BodyChecksum.ofHeader(name).ifPresent(present::add);
    }
    if (present.size() > 1) {
      throw severalChecksums();
    }
    return present.stream().findFirst();
  }

  private static Optional<BodyChecksum> announced(RequestFields headers, PayloadMode mode) {
    Optional<String> trailer = headers.single("x-amz-trailer");
    if (trailer.isEmpty()) {
      return Optional.empty();
    }
    if (!mode.hasTrailer()) {
      throw new SignatureException(
          SignatureFault.INVALID_REQUEST,
          "x-amz-trailer is given but x-amz-content-sha256 says that there is no trailer.");
    }
    Optional<BodyChecksum> checksum = BodyChecksum.ofHeader(trailer.get());
    if (checksum.isEmpty()) {
      throw new SignatureException(
          SignatureFault.INVALID_REQUEST,
          "The value specified in the x-amz-trailer header is not supported");
    }
    return checksum;
  }

  private static void checkSdkAlgorithm(RequestFields headers, Optional<BodyChecksum> checksum) {
    Optional<String> algorithm = headers.single("x-amz-sdk-checksum-algorithm");
    if (algorithm.isPresent()
        && !checksum.map(Enum::name).filter(algorithm.get()::equalsIgnoreCase).isPresent()) {
      throw new SignatureException(
          SignatureFault.INVALID_REQUEST,
          "x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-* or"
              + " x-amz-trailer headers were found.");
    }
  }

  private static SignatureException severalChecksums() {
    return new SignatureException(
        SignatureFault.INVALID_REQUEST,
        "Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.");
  }

  /**
   * Strictly: a value goes into answers as the client wrote it, so there is one way to write it.
   */
  private static Optional<byte[]> decode(String base64, int length) {
    try {
      return Optional.of(Base64.getDecoder().decode(base64))
          .filter(b -> b.length == length)
          .filter(b -> Base64.getEncoder().encodeToString(b).equals(base64));
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }
}
