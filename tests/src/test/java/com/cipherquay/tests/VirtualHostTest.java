package com.cipherquay.tests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The bucket in the Host header; the proxies under test are told the domain {@code s3.test}. */
@ForEverySubject
final class VirtualHostTest {

  private final RawS3 raw;
  private final String bucket;

  VirtualHostTest(Subject subject) {
    this.raw = subject.raw();
    this.bucket = subject.freshBucket();
  }

  @Test
  void both_styles_name_the_same_object() {
    String host = bucket + "." + Subjects.DOMAIN;

    RawRequest put = RawRequest.of("PUT", "/a/b%20c").with("host", host);
    assertEquals(200, raw.call(put, "x".getBytes(UTF_8)).status());

    assertEquals("x", raw.call("GET", "/" + bucket + "/a/b%20c").text());
    assertEquals("x", raw.call(RawRequest.of("GET", "/a/b%20c").with("host", host)).text());
    byte[] listing =
        raw.call(RawRequest.of("GET", "/?list-type=2").with("host", host + ":9000")).body();
    assertEquals(List.of("a/b c"), Xml.texts(listing, "Key"));
  }

  @Test
  void the_domain_itself_is_path_style() {
    RawRequest put = RawRequest.of("PUT", "/" + bucket + "/k").with("host", Subjects.DOMAIN);

    assertEquals(200, raw.call(put, "x".getBytes(UTF_8)).status());
    assertEquals("x", raw.call("GET", "/" + bucket + "/k").text());
  }
}
