package com.cipherquay.proxy.sigv4;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The one canonicaliser, for verifying and for signing (AWS, "Create a signed AWS API request",
 * step 1, with the S3 rules: the path is not normalised and is encoded once).
 */
final class CanonicalRequest {

  static final String SIGNATURE_PARAMETER = "X-Amz-Signature";

  private static final Comparator<Map.Entry<String, String>> BY_NAME_THEN_VALUE =
      Map.Entry.<String, String>comparingByKey().thenComparing(Map.Entry.comparingByValue());

  private CanonicalRequest() {}

  /**
   * The canonical request.
   *
   * @param signedHeaders lower case and sorted; only these header fields are covered
   * @param payloadHash the last line
   */
  static String of(SignableRequest request, List<String> signedHeaders, String payloadHash) {
    StringBuilder out = new StringBuilder(512);
    out.append(request.method()).append('\n');
    PercentEncoding.appendPath(out, request.rawPath().isEmpty() ? "/" : request.rawPath());
    out.append('\n');
    appendQuery(out, request.rawQuery());
    out.append('\n');
    for (String name : signedHeaders) {
      appendHeader(out, name, request.headers());
    }
    out.append('\n').append(String.join(";", signedHeaders));
    return out.append('\n').append(payloadHash).toString();
  }

  /** What is signed: the hash of the canonical request under its time and scope. */
  static String stringToSign(String canonicalRequest, String time, CredentialScope scope) {
    // One char per byte where a header came from the wire. What is above 0xFF can only be a value
    // that this process made itself, and goes out as UTF-8.
    byte[] bytes =
        canonicalRequest.getBytes(
            isLatin1(canonicalRequest) ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
    return "AWS4-HMAC-SHA256\n" + time + "\n" + scope + "\n" + Digests.sha256Hex(bytes);
  }

  /** The names of these fields, lower case, sorted, once each. */
  static List<String> headerNames(List<Map.Entry<String, String>> headers) {
    return headers.stream()
        .map(field -> field.getKey().toLowerCase(Locale.ROOT))
        .sorted()
        .distinct()
        .toList();
  }

  private static void appendQuery(StringBuilder out, String rawQuery) {
    if (rawQuery.isEmpty()) {
      return;
    }
    List<Map.Entry<String, String>> parameters = new ArrayList<>();
    for (QueryParameter raw : QueryParameter.split(rawQuery)) {
      String name = canonical(raw.rawName());
      if (!name.equals(SIGNATURE_PARAMETER)) {
        parameters.add(Map.entry(name, canonical(raw.rawValue())));
      }
    }
    parameters.sort(BY_NAME_THEN_VALUE);
    String separator = "";
    for (Map.Entry<String, String> parameter : parameters) {
      out.append(separator).append(parameter.getKey()).append('=').append(parameter.getValue());
      separator = "&";
    }
  }

  private static String canonical(String raw) {
    StringBuilder out = new StringBuilder(raw.length() + 16);
    PercentEncoding.appendQuery(out, raw);
    return out.toString();
  }

  private static void appendHeader(
      StringBuilder out, String name, List<Map.Entry<String, String>> headers) {
    out.append(name);
    char separator = ':';
    for (Map.Entry<String, String> field : headers) {
      if (field.getKey().equalsIgnoreCase(name)) {
        out.append(separator);
        appendCollapsed(out, field.getValue());
        separator = ',';
      }
    }
    if (separator == ':') {
      out.append(':');
    }
    out.append('\n');
  }

  /** Without white space at the ends, and one space for every run of it within ("Trimall"). */
  private static void appendCollapsed(StringBuilder out, String value) {
    boolean pendingSpace = false;
    int start = out.length();
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == ' ' || c == '\t') {
        pendingSpace = out.length() > start;
      } else {
        if (pendingSpace) {
          out.append(' ');
          pendingSpace = false;
        }
        out.append(c);
      }
    }
  }

  private static boolean isLatin1(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 0xFF) {
        return false;
      }
    }
    return true;
  }
}
