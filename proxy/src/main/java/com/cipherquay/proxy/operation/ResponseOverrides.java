package com.cipherquay.proxy.operation;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.cipherquay.vault.StandardHeader;
import java.util.EnumMap;
import java.util.Map;

/** The {@code response-*} parameters: what a signed request may say about its own answer. */
final class ResponseOverrides {

  static final Map<String, StandardHeader> PARAMETERS =
      Map.of(
          "response-cache-control", StandardHeader.CACHE_CONTROL,
          "response-content-disposition", StandardHeader.CONTENT_DISPOSITION,
          "response-content-encoding", StandardHeader.CONTENT_ENCODING,
          "response-content-language", StandardHeader.CONTENT_LANGUAGE,
          "response-content-type", StandardHeader.CONTENT_TYPE,
          "response-expires", StandardHeader.EXPIRES);

  private ResponseOverrides() {}

  static Map<StandardHeader, String> parse(Call call) {
    Map<StandardHeader, String> overrides = new EnumMap<>(StandardHeader.class);
    PARAMETERS.forEach(
        (parameter, header) ->
            call.parameter(parameter)
                .ifPresent(value -> overrides.put(header, headerValue(parameter, value))));
    return overrides;
  }

  /** A value with a line break would be a header of its own. */
  private static String headerValue(String parameter, String value) {
    if (value.chars().anyMatch(Character::isISOControl)) {
      throw Call.invalid(parameter, value, "A header value has no control characters.");
    }
    return new String(value.getBytes(UTF_8), ISO_8859_1);
  }
}
