package com.cipherquay.proxy.sigv4;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SigningTimeTest {

  private static final DateTimeFormatter DEFINITION =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  /** From year 0 to the end of 9999. */
  @Property(tries = 300)
  void isTheBasicFormOfIso8601(
      @ForAll @LongRange(min = -62_167_219_200L, max = 253_402_300_799L) long seconds) {
    Instant instant = Instant.ofEpochSecond(seconds, 999);
    String text = SigningTime.format(instant);
    assertEquals(DEFINITION.format(instant), text);
    assertEquals(Optional.of(Instant.ofEpochSecond(seconds)), SigningTime.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "20260229T000000Z",
        "20260304T240000Z",
        "20260304T006000Z",
        "20260304T000060Z",
        "20260304t000000Z",
        "20260304T000000z",
        "2026030 T000000Z",
        "20260304T0000-1Z",
        "-0260304T000000Z",
        "20260304T000000ZZ",
        "\u0662\u0660\u0662\u06660304T000000Z"
      })
  void takesNothingElse(String text) {
    assertEquals(Optional.empty(), SigningTime.parse(text));
  }
}
