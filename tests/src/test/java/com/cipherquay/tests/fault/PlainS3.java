package com.cipherquay.tests.fault;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cipherquay.tests.Endpoint;
import com.cipherquay.tests.RawRequest;
import com.cipherquay.tests.RawResponse;
import com.cipherquay.tests.RawS3;
import com.cipherquay.tests.Sigv4;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A client for one bucket that never asks twice. A method that returns was answered with success; a
 * connection that breaks is an {@link UncheckedIOException}; any other answer a {@link
 * RefusedException}.
 */
final class PlainS3 {

  private static final Pattern ENTRY =
      Pattern.compile("<Contents>.*?<Key>(.*?)</Key>.*?<ETag>(.*?)</ETag>.*?<Size>(\\d+)</Size>");
  private static final Pattern UPLOAD =
      Pattern.compile("<Upload>.*?<Key>(.*?)</Key>.*?<UploadId>(.*?)</UploadId>");
  private static final Pattern PART =
      Pattern.compile("<Part>.*?<PartNumber>(\\d+)</PartNumber>.*?<ETag>(.*?)</ETag>");

  private final RawS3 raw;
  private final String bucket;

  PlainS3(Endpoint endpoint, String bucket) {
    this(new RawS3(endpoint), bucket);
  }

  PlainS3(RawS3 raw, String bucket) {
    this.raw = raw;
    this.bucket = bucket;
  }

  void createBucket() {
    var unused = expect("200 ", raw.call("PUT", "/" + bucket));
  }

  void put(String key, Content content) {
    var unused = expect("200 ", raw.call(described("PUT", key, "", content), content.bytes()));
  }

  /** A PUT that is refused if there is an object. */
  void putIfAbsent(String key, Content content) {
    RawRequest request = described("PUT", key, "", content).with("if-none-match", "*");
    var unused = expect("200 ", raw.call(request, content.bytes()));
  }

  void putChunked(String key, Content content) {
    RawRequest request =
        described("PUT", key, "", content)
            .with("x-amz-decoded-content-length", Integer.toString(content.size()));
    var unused =
        expect(
            "200 ",
            raw.chunked(
                request, Sigv4.SIGNED_CHUNKS, body -> body.data(content.bytes(), 65_536).end()));
  }

  void delete(String key) {
    var unused = expect("204 ", raw.call("DELETE", RawS3.path(bucket, key)));
  }

  void delete(List<String> keys) {
    StringBuilder document = new StringBuilder("<Delete>");
    keys.forEach(key -> document.append("<Object><Key>").append(key).append("</Key></Object>"));
    byte[] body = document.append("</Delete>").toString().getBytes(StandardCharsets.UTF_8);
    RawRequest request =
        RawRequest.of("POST", "/" + bucket + "?delete=").with("content-md5", Md5.base64(body));
    String answer = expect("200 ", raw.call(request, body)).text();
    assertTrue(!answer.contains("<Error>"), answer);
    keys.forEach(key -> assertTrue(answer.contains("<Key>" + key + "</Key>"), answer));
  }

  void copy(String from, String to) {
    RawRequest request =
        RawRequest.of("PUT", RawS3.path(bucket, to))
            .with("x-amz-copy-source", RawS3.path(bucket, from));
    String answer = expect("200 ", raw.call(request)).text();
    assertTrue(answer.contains("</CopyObjectResult>"), answer);
  }

  String createUpload(String key, Content content) {
    RawRequest request = described("POST", key, "?uploads=", content);
    String answer = expect("200 ", raw.call(request)).text();
    Matcher matcher = Pattern.compile("<UploadId>(.*?)</UploadId>").matcher(answer);
    assertTrue(matcher.find(), answer);
    return matcher.group(1);
  }

  String putPart(String key, String id, int number, byte[] bytes) {
    String target = RawS3.path(bucket, key) + "?partNumber=" + number + "&uploadId=" + id;
    return expect("200 ", raw.call(RawRequest.of("PUT", target), bytes)).header("etag").orElse("");
  }

  /** Completes an upload of the given entity tags by part numbers. */
  void complete(String key, String id, Map<Integer, String> parts) {
    StringBuilder document = new StringBuilder("<CompleteMultipartUpload>");
    parts.forEach(
        (number, etag) ->
            document
                .append("<Part><PartNumber>" + number + "</PartNumber>")
                .append("<ETag>" + etag + "</ETag></Part>"));
    byte[] body =
        document.append("</CompleteMultipartUpload>").toString().getBytes(StandardCharsets.UTF_8);
    RawRequest request = RawRequest.of("POST", RawS3.path(bucket, key) + "?uploadId=" + id);
    String answer = expect("200 ", raw.call(request, body)).text();
    assertTrue(answer.contains("</CompleteMultipartUploadResult>"), answer);
  }

  /** Aborts an upload; whether there was one. */
  boolean abort(String key, String id) {
    RawResponse answer = raw.call("DELETE", RawS3.path(bucket, key) + "?uploadId=" + id);
    if (answer.outcome().equals("404 NoSuchUpload")) {
      return false;
    }
    var unused = expect("204 ", answer);
    return true;
  }

  /** The bytes of an object that must be there. */
  byte[] read(String key) {
    return expect("200 ", raw.call("GET", RawS3.path(bucket, key))).body();
  }

  /** The size of an object that must be there. */
  int size(String key) {
    RawResponse answer = expect("200 ", raw.call("HEAD", RawS3.path(bucket, key)));
    return Integer.parseInt(answer.header("content-length").orElse("-1"));
  }

  /** What an object holds, down to the last byte and its metadata. */
  Optional<Found> get(String key) {
    RawResponse answer = raw.call("GET", RawS3.path(bucket, key));
    RawResponse head = raw.call("HEAD", RawS3.path(bucket, key));
    if (answer.outcome().equals("404 NoSuchKey")) {
      if (head.status() != 404) {
        throw new RefusedException(head);
      }
      return Optional.empty();
    }
    String label = expect("200 ", answer).header("x-amz-meta-content").orElse("");
    int dash = label.indexOf('-');
    assertTrue(dash > 0, () -> key + " has lost its metadata");
    Content content =
        new Content(
            Long.parseLong(label.substring(0, dash)), Integer.parseInt(label.substring(dash + 1)));
    assertArrayEquals(content.bytes(), answer.body(), () -> key + " is half of something");
    assertEquals("text/x-" + label, answer.header("content-type").orElse(""), key);
    for (String name : List.of("etag", "content-length", "x-amz-meta-content", "content-type")) {
      assertEquals(answer.header(name), expect("200 ", head).header(name), key);
    }
    return Optional.of(new Found(content, answer.header("etag").orElse("")));
  }

  /** An object as GetObject and HeadObject agree about it. */
  record Found(Content content, String etag) {}

  /** What is listed below a prefix, in the form of {@link #line}. */
  Map<String, String> list(String prefix) {
    RawResponse answer =
        expect("200 ", raw.call("GET", "/" + bucket + "?list-type=2&prefix=" + encoded(prefix)));
    assertTrue(answer.text().contains("<IsTruncated>false"), answer::text);
    Map<String, String> entries = new TreeMap<>();
    Matcher matcher = ENTRY.matcher(answer.text());
    while (matcher.find()) {
      String etag = matcher.group(2).replace("&quot;", "\"");
      String before = entries.put(matcher.group(1), etag + " " + matcher.group(3));
      assertEquals(null, before, "listed twice");
    }
    return entries;
  }

  /** How {@link #list} shows an object. */
  static String line(Found found) {
    return found.etag() + " " + found.content().size();
  }

  /** The uploads in progress below a prefix: their keys by their ids. */
  Map<String, String> uploads(String prefix) {
    RawResponse answer =
        expect("200 ", raw.call("GET", "/" + bucket + "?prefix=" + encoded(prefix) + "&uploads="));
    assertTrue(answer.text().contains("<IsTruncated>false"), answer::text);
    Map<String, String> entries = new TreeMap<>();
    Matcher matcher = UPLOAD.matcher(answer.text());
    while (matcher.find()) {
      entries.put(matcher.group(2), matcher.group(1));
    }
    return entries;
  }

  /** The entity tags of the parts of an upload in progress. */
  Map<Integer, String> parts(String key, String id) {
    String target = RawS3.path(bucket, key) + "?uploadId=" + id;
    RawResponse answer = expect("200 ", raw.call("GET", target));
    Map<Integer, String> parts = new TreeMap<>();
    Matcher matcher = PART.matcher(answer.text());
    while (matcher.find()) {
      parts.put(Integer.parseInt(matcher.group(1)), matcher.group(2).replace("&quot;", "\""));
    }
    return parts;
  }

  private RawRequest described(String method, String key, String query, Content content) {
    return RawRequest.of(method, RawS3.path(bucket, key) + query)
        .with("content-type", "text/x-" + content.label())
        .with("x-amz-meta-content", content.label());
  }

  private static String encoded(String text) {
    return RawS3.encode(text, false);
  }

  private static RawResponse expect(String outcome, RawResponse answer) {
    if (!answer.outcome().equals(outcome)) {
      throw new RefusedException(answer);
    }
    return answer;
  }
}
