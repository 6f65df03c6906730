package com.cipherquay.proxy.operation;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.cipherquay.proxy.access.Caller;
import com.cipherquay.proxy.access.RequestBody;
import com.cipherquay.proxy.s3.S3ErrorCode;
import com.cipherquay.proxy.s3.S3Exception;
import com.cipherquay.proxy.s3.S3Request;
import com.cipherquay.proxy.s3.xml.XmlCharacters;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * An authenticated request, taken apart so that operations can be parsed from it.
 *
 * <p>Presigned URLs carry {@code x-amz-*} headers as query parameters; here they are headers.
 *
 * @param method the HTTP method
 * @param query the decoded parameters, without those that belong to the signature
 * @param headers lower-case names; repeated fields joined by a comma, as the signature sees them;
 *     one char per byte
 * @param body what the client sent
 * @param maxLifetime for how long an object may be there that the caller writes, if that is limited
 */
record Call(
    String method,
    Map<String, String> query,
    Map<String, String> headers,
    RequestBody body,
    Optional<Duration> maxLifetime) {

  private static final String AMZ = "x-amz-";

  // What the signature, the body's encoding or the SDK's own telemetry needs, whatever the
  // operation.
  private static final Set<String> HARMLESS_HEADERS =
      Set.of(
          "x-amz-content-sha256",
          "x-amz-date",
          "x-amz-decoded-content-length",
          "x-amz-request-payer",
          "x-amz-security-token",
          "x-amz-te",
          "x-amz-trailer",
          "x-amz-user-agent");
  private static final String TELEMETRY = "x-amz-sdk-";
  // Words beside a checksum that ask for nothing.
  private static final Set<String> CHECKSUM_WORDS =
      Set.of("x-amz-checksum-algorithm", "x-amz-checksum-mode", "x-amz-checksum-type");
  private static final Set<String> SIGNATURE_PARAMETERS =
      Set.of(
          "x-amz-algorithm",
          "x-amz-content-sha256",
          "x-amz-credential",
          "x-amz-date",
          "x-amz-expires",
          "x-amz-security-token",
          "x-amz-signature",
          "x-amz-signedheaders",
          "x-amz-trailer",
          "x-amz-user-agent");
  // Signature Version 2 has its own, and puts headers beside them that it signs as headers.
  private static final String VERSION_2_ID = "AWSAccessKeyId";
  private static final Set<String> VERSION_2_PARAMETERS =
      Set.of(VERSION_2_ID, "Signature", "Expires");
  private static final Set<String> VERSION_2_HEADERS = Set.of("content-md5", "content-type");
  private static final String SDK_OPERATION = "x-id";
  // Presigners put the checksum of a body there that they do not have yet, mostly that of nothing.
  // Only headers and trailers are verified, so only those may be kept.
  private static final Pattern BODY_CHECKSUM =
      Pattern.compile("x-amz-checksum-(crc32|crc32c|crc64nvme|sha1|sha256)");
  // RFC 9110 section 5.6.2.
  private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

  Call {
    query = Map.copyOf(query);
    headers = Map.copyOf(headers);
  }

  /**
   * Takes a request apart.
   *
   * @throws S3Exception {@code InvalidURI} or {@code InvalidArgument} for a broken query
   */
  static Call of(S3Request request, Caller caller) {
    Map<String, String> headers = new TreeMap<>();
    for (Map.Entry<String, String> field : request.headers().fields()) {
      headers.merge(field.getKey(), field.getValue(), (first, next) -> first + "," + next);
    }
    Map<String, String> query = new LinkedHashMap<>();
    for (String parameter : request.rawQuery().split("&", -1)) {
      int equals = parameter.indexOf('=');
      String name = UriText.query(equals < 0 ? parameter : parameter.substring(0, equals));
      String value = equals < 0 ? "" : UriText.query(parameter.substring(equals + 1));
      place(name, value, query, headers);
    }
    if (query.containsKey(VERSION_2_ID)) {
      query.keySet().removeAll(VERSION_2_PARAMETERS);
      VERSION_2_HEADERS.forEach(name -> dropRepeated(name, query, headers));
    }
    return new Call(
        request.method(), query, headers, caller.body(), caller.identity().maxLifetime());
  }

  /** The parameter says what the header says, which is signed; or else the two differ. */
  private static void dropRepeated(
      String name, Map<String, String> query, Map<String, String> headers) {
    String parameter = query.remove(name);
    if (parameter != null && !parameter.equals(headers.get(name))) {
      throw invalid(name, parameter, "A header and a parameter of the same name differ.");
    }
  }

  private static void place(
      String name, String value, Map<String, String> query, Map<String, String> headers) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (name.isEmpty()
        || lower.equals(SDK_OPERATION)
        || SIGNATURE_PARAMETERS.contains(lower)
        || BODY_CHECKSUM.matcher(lower).matches()) {
      return;
    }
    if (lower.startsWith(AMZ)) {
      // What no header could be called must not be stored and given back as one.
      if (!TOKEN.matcher(lower).matches()) {
        throw invalid(name, value, "A header name is a token.");
      }
      String wire = headerValue(name, value);
      String before = headers.put(lower, wire);
      if (before != null && !before.equals(wire)) {
        throw invalid(name, value, "A header and a parameter of the same name differ.");
      }
    } else if (query.put(name, value) != null) {
      throw invalid(name, value, "The parameter is given twice.");
    }
  }

  /**
   * The value of a header that came by another way, one char per byte.
   *
   * @throws S3Exception {@code InvalidArgument} for what no header could have
   */
  static String headerValue(String name, String value) {
    if (value.chars().anyMatch(Character::isISOControl)) {
      throw invalid(name, value, "A header value has no control characters.");
    }
    return new String(value.getBytes(UTF_8), ISO_8859_1);
  }

  /**
   * Passes if every parameter and every {@code x-amz-*} header is one that the operation knows.
   *
   * @throws S3Exception {@code NotImplemented}: nothing that asks for more is silently ignored
   */
  void understoodBy(Set<String> parameters, Set<String> headerNames) {
    for (String name : query.keySet()) {
      if (!parameters.contains(name)) {
        throw unimplemented("Parameter", name);
      }
    }
    for (String name : headers.keySet()) {
      boolean known =
          !name.startsWith(AMZ)
              || HARMLESS_HEADERS.contains(name)
              || CHECKSUM_WORDS.contains(name)
              || isBodyChecksum(name)
              || name.startsWith(TELEMETRY)
              || headerNames.contains(name)
              || headerNames.stream().anyMatch(n -> n.endsWith("-") && name.startsWith(n));
      if (!known) {
        throw unimplemented("Header", name);
      }
    }
  }

  /**
   * Whether a header, or a trailer, claims a checksum that is verified where the body is read. Any
   * other algorithm is not, and a claim that nobody checks must not pass for one that holds. They
   * are harmless on every operation: the AWS SDK for Java claims the CRC32 of nothing for a GET.
   */
  static boolean isBodyChecksum(String name) {
    return BODY_CHECKSUM.matcher(name.strip().toLowerCase(Locale.ROOT)).matches();
  }

  /** Passes if the header is absent or has one of these values, which change nothing. */
  void harmless(String header, Set<String> values) {
    if (header(header).filter(value -> !values.contains(value)).isPresent()) {
      throw unimplemented("Header", header);
    }
  }

  boolean has(String parameter) {
    return query.containsKey(parameter);
  }

  Optional<String> parameter(String name) {
    return Optional.ofNullable(query.get(name));
  }

  /** A parameter; none is the same as an empty one. */
  String text(String name) {
    return query.getOrDefault(name, "");
  }

  /** A header; none is the same as an empty one. */
  Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name)).filter(value -> !value.isBlank());
  }

  /**
   * Reads a document to its end, so that all the client claimed about it is verified.
   *
   * @throws S3Exception {@code MaxMessageLengthExceeded} if it is longer
   */
  byte[] document(int limit) throws IOException {
    if (body.length() > limit) {
      throw new S3Exception(S3ErrorCode.MAX_MESSAGE_LENGTH_EXCEEDED);
    }
    byte[] document = body.stream().readNBytes(limit + 1);
    if (document.length > limit) {
      throw new S3Exception(S3ErrorCode.MAX_MESSAGE_LENGTH_EXCEEDED);
    }
    return document;
  }

  /** NotImplemented that says what: most clients show the message alone. */
  static S3Exception unimplemented(String kind, String name) {
    String message = S3ErrorCode.NOT_IMPLEMENTED.message();
    String shown = XmlCharacters.canHold(name) ? message + " " + kind + ": " + name : message;
    return new S3Exception(S3ErrorCode.NOT_IMPLEMENTED, shown).with(kind, name);
  }

  /** NotImplemented for what will not be, with what there is instead. */
  static S3Exception refused(String parameter, String alternative) {
    String message = "Not implemented: ?" + parameter + ". " + alternative;
    return new S3Exception(S3ErrorCode.NOT_IMPLEMENTED, message).with("Parameter", parameter);
  }

  /** InvalidArgument as S3 words it. */
  static S3Exception invalid(String name, String value, String message) {
    return new S3Exception(S3ErrorCode.INVALID_ARGUMENT, message)
        .with("ArgumentName", name)
        .with("ArgumentValue", value);
  }
}
