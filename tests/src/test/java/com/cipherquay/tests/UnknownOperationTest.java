package com.cipherquay.tests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is not offered is refused as such, and never taken for something that is. */
@ForEverySubject
final class UnknownOperationTest {

  private final RawS3 raw;
  private final String bucket;

  UnknownOperationTest(Subject subject) {
    this.raw = subject.raw();
    this.bucket = subject.freshBucket();
    raw.call(RawRequest.of("PUT", "/" + bucket + "/k"), "as it was".getBytes(UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POST k?tagging",
        "DELETE k?tagging&uploadId=x",
        "GET k?torrent",
        "POST k?select&select-type=2",
        "DELETE k?retention",
        "POST k?legal-hold",
        "POST k?uploads&uploadId=x",
        "PUT k?partNumber=1&uploadId=x&made-up",
        "POST k?uploadId=x&tagging",
        "GET k?uploadId=x&partNumber=1",
        "DELETE k?uploadId=x&versionId=x",
        "GET k?made-up",
        "PUT k?made-up=1",
        "DELETE k?made-up"
      })
  void a_sub_resource_of_an_object(String request) {
    String[] words = request.split(" ", 2);

    RawResponse answer =
        raw.call(
            RawRequest.of(words[0], "/" + bucket + "/" + words[1]), "<Tagging/>".getBytes(UTF_8));

    assertEquals("501 NotImplemented", answer.outcome());
    assertEquals("as it was", raw.call("GET", "/" + bucket + "/k").text());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET ?policy",
        "PUT ?policy",
        "DELETE ?policy",
        "GET ?website",
        "PUT ?notification",
        "POST ?lifecycle",
        "PUT ?lifecycle&made-up",
        "PUT ?replication",
        "POST ?session",
        "PUT ?inventory&id=1",
        "PUT ?analytics&id=1",
        "DELETE ?object-lock",
        "GET ?cors&made-up",
        "GET ?made-up",
        "DELETE ?made-up",
        "PUT ?made-up"
      })
  void a_sub_resource_of_a_bucket(String request) {
    String[] words = request.split(" ", 2);

    RawResponse answer =
        raw.call(RawRequest.of(words[0], "/" + bucket + words[1]), "<X/>".getBytes(UTF_8));

    assertEquals("501 NotImplemented", answer.outcome());
    assertEquals("as it was", raw.call("GET", "/" + bucket + "/k").text());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x-amz-copy-source-range: bytes=0-1",
        "x-amz-server-side-encryption-customer-algorithm: AES256",
        "x-amz-made-up: 1"
      })
  void a_header_that_would_change_what_a_put_means(String header) {
    String[] words = header.split(": ", 2);
    RawRequest put = RawRequest.of("PUT", "/" + bucket + "/k").with(words[0], words[1]);

    RawResponse answer = raw.call(put, new byte[0]);

    assertEquals(501, answer.status(), answer::text);
    assertEquals("as it was", raw.call("GET", "/" + bucket + "/k").text());
  }

  @ParameterizedTest
  @ValueSource(strings = {"PATCH", "OPTIONS", "TRACE", "BREW"})
  void another_method(String method) {
    RawResponse answer = raw.call(method, "/" + bucket + "/k");

    assertEquals(true, List.of(400, 403, 405, 501).contains(answer.status()), answer::outcome);
    assertEquals("as it was", raw.call("GET", "/" + bucket + "/k").text());
  }
}
