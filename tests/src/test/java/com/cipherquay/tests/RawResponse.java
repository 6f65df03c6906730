package com.cipherquay.tests;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An HTTP answer as it came over the socket; header names are lower case. */
public final class RawResponse {

  private static final Pattern CODE = Pattern.compile("<Code>([^<]*)</Code>");

  private final int status;
  private final List<Map.Entry<String, String>> headers;
  private final byte[] body;

  public RawResponse(int status, List<Map.Entry<String, String>> headers, byte[] body) {
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  public int status() {
    return status;
  }

  public byte[] body() {
    return body;
  }

  /** Names in lower case, and values. */
  public List<Map.Entry<String, String>> headers() {
    return headers;
  }

  public Optional<String> header(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return headers.stream()
        .filter(field -> field.getKey().equals(lower))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /** Whether the server closes the connection after this answer. */
  public boolean closes() {
    return header("connection").filter("close"::equalsIgnoreCase).isPresent();
  }

  public String text() {
    return new String(body, UTF_8);
  }

  /** The code of an S3 error document; empty if the body is none. */
  public String errorCode() {
    Matcher matcher = CODE.matcher(text());
    return matcher.find() ? matcher.group(1) : "";
  }

  /** For one-line comparison: {@code 404 NoSuchKey}, or {@code 200 }. */
  public String outcome() {
    return status + " " + errorCode();
  }
}
