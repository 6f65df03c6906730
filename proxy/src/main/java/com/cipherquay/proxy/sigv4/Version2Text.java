package com.cipherquay.proxy.sigv4;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What Signature Version 2 signs (AWS, "Signing and Authenticating REST Requests").
 *
 * <p>It covers less than Version 4: no Host, no payload, and of the query only what names a
 * sub-resource or overrides a header of the answer. So that nobody can turn a signed request into
 * another one, every parameter that chooses an operation is here, also those that AWS introduced
 * after it had stopped documenting Version 2.
 */
final class Version2Text {

  private static final String AMZ = "x-amz-";

  private static final Set<String> COVERED =
      Set.of(
          "abac",
          "accelerate",
          "acl",
          "analytics",
          "attributes",
          "cors",
          "defaultObjectAcl",
          "delete",
          "encryption",
          "intelligent-tiering",
          "inventory",
          "legal-hold",
          "lifecycle",
          "location",
          "logging",
          "metrics",
          "notification",
          "object-lock",
          "ownershipControls",
          "partNumber",
          "policy",
          "policyStatus",
          "publicAccessBlock",
          "replication",
          "requestPayment",
          "response-cache-control",
          "response-content-disposition",
          "response-content-encoding",
          "response-content-language",
          "response-content-type",
          "response-expires",
          "restore",
          "retention",
          "select",
          "select-type",
          "storageClass",
          "tagging",
          "torrent",
          "uploadId",
          "uploads",
          "versionId",
          "versioning",
          "versions",
          "website");

  private Version2Text() {}

  /**
   * The bytes to sign.
   *
   * @param date the Date header, or the end of a presigned URL's life; empty beside x-amz-date
   * @param path the path as sent, with the bucket in front if the Host names it
   */
  static byte[] of(
      SignableRequest request,
      RequestFields headers,
      List<QueryParameter> query,
      String date,
      String path) {
    StringBuilder fields = new StringBuilder(256);
    fields.append(request.method()).append('\n');
    fields.append(headers.single("content-md5").orElse("")).append('\n');
    fields.append(headers.single("content-type").orElse("")).append('\n');
    fields.append(date).append('\n');
    StringBuilder resource = new StringBuilder(256);
    amzFields(request, query)
        .forEach((name, values) -> append(fields, name, String.join(",", values)));
    appendResource(resource, path, query);
    // A header has one char per byte, a target was UTF-8.
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(fields.toString().getBytes(ISO_8859_1));
    bytes.writeBytes(resource.toString().getBytes(UTF_8));
    return bytes.toByteArray();
  }

  /**
   * The x-amz-* fields by name. A parameter of such a name counts as a header to every operation,
   * so it is signed as one.
   */
  private static Map<String, List<String>> amzFields(
      SignableRequest request, List<QueryParameter> query) {
    Map<String, List<String>> fields = new TreeMap<>();
    for (Map.Entry<String, String> field : request.headers()) {
      add(fields, field.getKey(), field.getValue());
    }
    for (QueryParameter parameter : query) {
      String value = new String(parameter.value().getBytes(UTF_8), ISO_8859_1);
      add(fields, parameter.name(), value);
    }
    return fields;
  }

  private static void add(Map<String, List<String>> fields, String name, String value) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.startsWith(AMZ)) {
      fields.computeIfAbsent(lower, first -> new ArrayList<>()).add(value.strip());
    }
  }

  private static void append(StringBuilder out, String name, String value) {
    out.append(name).append(':').append(value).append('\n');
  }

  private static void appendResource(StringBuilder out, String path, List<QueryParameter> query) {
    out.append(path);
    List<QueryParameter> covered = new ArrayList<>();
    for (QueryParameter parameter : query) {
      if (COVERED.contains(parameter.name())) {
        covered.add(parameter);
      }
    }
    covered.sort(Comparator.comparing(QueryParameter::name));
    char separator = '?';
    for (QueryParameter parameter : covered) {
      out.append(separator).append(parameter.name());
      if (parameter.hasValue()) {
        out.append('=').append(parameter.value());
      }
      separator = '&';
    }
  }
}
