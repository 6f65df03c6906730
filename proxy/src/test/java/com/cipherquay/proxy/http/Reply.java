package com.cipherquay.proxy.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An answer as it stood on the wire. */
public final class Reply {

  private final int status;
  private final Map<String, String> headers;
  private final byte[] body;

  Reply(int status, Map<String, String> headers, byte[] body) {
    this.status = status;
    this.headers = Map.copyOf(headers);
    this.body = body;
  }

  public int status() {
    return status;
  }

  public byte[] body() {
    return body;
  }

  /** All header fields, names in lower case. */
  public Map<String, String> headers() {
    return headers;
  }

  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
  }

  public String text() {
    return new String(body, UTF_8);
  }

  /** The text of the first element of a name in an XML body, or nothing. */
  public String element(String name) {
    List<String> all = elements(name);
    return all.isEmpty() ? "" : all.get(0);
  }

  /** The texts of all elements of a name in an XML body, unescaped. */
  public List<String> elements(String name) {
    Matcher matcher = Pattern.compile("<" + name + ">([^<]*)</" + name + ">").matcher(text());
    return matcher.results().map(found -> unescape(found.group(1))).toList();
  }

  private static String unescape(String text) {
    return text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#xd;", "\r")
        .replace("&amp;", "&");
  }
}
