package com.cipherquay.proxy.sigv4;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CanonicalRequestTest {

  /** What clients send raw, or encode more than they need, signs as the canonical encoding. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "/b/k /b/k",
        "'' /",
        "/b//k/./../ /b//k/./../",
        "/b/(k)!*' /b/%28k%29%21%2A%27",
        "/b/%7e%2d%5F%2e%41 /b/~-_.A",
        "/b/a%2fb%2Fc /b/a/b/c",
        "/b/a+b%20c%2b /b/a%2Bb%20c%2B",
        "/b/\u00e9\u20ac\ud83d\ude00 /b/%C3%A9%E2%82%AC%F0%9F%98%80",
        "/b/%c3%A9 /b/%C3%A9",
        "/b/%ff%00 /b/%FF%00",
        "/b/%2525 /b/%2525",
        "/b/k:@&=$,; /b/k%3A%40%26%3D%24%2C%3B",
      })
  void paths(String raw, String canonical) {
    assertEquals(canonical, line(1, new SignableRequest("GET", raw, "", List.of())));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "a a=",
        "a= a=",
        "b=2&a=1 a=1&b=2",
        "a=2&a=1 a=1&a=2",
        "a-b=1&a=1&A=1 A=1&a=1&a-b=1",
        "&&a=1&& a=1",
        "a=b=c a=b%3Dc",
        "a=/&b=%2f a=%2F&b=%2F",
        "a=x+y&b=x%20y&c=x%2By a=x%20y&b=x%20y&c=x%2By",
        "a=\u00e9 a=%C3%A9",
        "%61=%62 a=b",
        "a=1&X-Amz-Signature=2 a=1",
      })
  void queries(String raw, String canonical) {
    assertEquals(canonical, line(2, new SignableRequest("GET", "/", raw, List.of())));
  }

  @Test
  void headersAreTrimmedAndCollapsedAndJoined() {
    List<Map.Entry<String, String>> headers =
        List.of(
            Map.entry("X-Amz-Meta-A", "  two \t  words  "),
            Map.entry("Host", "localhost"),
            Map.entry("unsigned", "anything"),
            Map.entry("x-amz-meta-a", "\"quoted   too\""),
            Map.entry("x-amz-meta-empty", "   "));
    String canonical =
        CanonicalRequest.of(
            new SignableRequest("PUT", "/", "", headers),
            List.of("absent", "host", "x-amz-meta-a", "x-amz-meta-empty"),
            PayloadHash.UNSIGNED);
    assertEquals(
        """
        PUT
        /

        absent:
        host:localhost
        x-amz-meta-a:two words,"quoted too"
        x-amz-meta-empty:

        absent;host;x-amz-meta-a;x-amz-meta-empty
        UNSIGNED-PAYLOAD""",
        canonical);
  }

  private static String line(int number, SignableRequest request) {
    return CanonicalRequest.of(request, List.of(), PayloadHash.EMPTY).split("\n", -1)[number];
  }
}
