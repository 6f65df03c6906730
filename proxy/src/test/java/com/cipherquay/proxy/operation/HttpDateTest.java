package com.cipherquay.proxy.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Times in header fields: RFC 9110, section 5.6.7. */
final class HttpDateTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Tue, 01 Dec 2026 08:49:37 GMT   | 2026-12-01T08:49:37Z
          Tue, 1 Dec 2026 08:49:37 GMT    | 2026-12-01T08:49:37Z
          Thu, 31 Dec 2026 08:49:37 GMT   | 2026-12-31T08:49:37Z
          Tuesday, 01-Dec-26 08:49:37 GMT | 2026-12-01T08:49:37Z
          Tue Dec  1 08:49:37 2026        | 2026-12-01T08:49:37Z
          """)
  void everyFormOfATimeIsRead(String value, Instant time) {
    assertEquals(Optional.of(time), HttpDate.parse(value));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "tomorrow", "Mon, 01 Dec 2026 08:49:37 GMT", "2026-12-01T08:49:37Z"})
  void whatIsNoneIsIgnored(String value) {
    assertTrue(HttpDate.parse(value).isEmpty());
  }

  @ParameterizedTest
  @CsvSource({"2026-12-01T08:49:37.9Z, 'Tue, 01 Dec 2026 08:49:37 GMT'"})
  void oneFormIsWritten(Instant time, String value) {
    assertEquals(value, HttpDate.format(time));
  }
}
