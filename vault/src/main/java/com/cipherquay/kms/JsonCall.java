package com.cipherquay.kms;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Set;

/** A POST of JSON that is answered by JSON. */
final class JsonCall {

  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final int MOST_BYTES = 64 << 10;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private JsonCall() {}

  /**
   * Refuses an address over which secrets would travel in plaintext.
   *
   * @throws GeneralSecurityException with a message for the operator
   */
  static URI trusted(URI address) throws GeneralSecurityException {
    String host = address.getHost();
    boolean plain = "http".equals(address.getScheme());
    if (host == null || !Set.of("http", "https").contains(String.valueOf(address.getScheme()))) {
      throw new GeneralSecurityException("the address of the service is no URL");
    }
    if (plain && !isLoopback(host)) {
      throw new GeneralSecurityException("the service must be reached over https");
    }
    return address;
  }

  private static boolean isLoopback(String host) {
    return host.matches("localhost|127\\.[0-9.]+|\\[::1\\]");
  }

  static byte[] body(Map<String, ?> fields) {
    try {
      return JSON.writeValueAsBytes(fields);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("strings and maps have a JSON form", e);
    }
  }

  /**
   * Sends a request.
   *
   * @throws GeneralSecurityException if no answer comes, or one that is no success
   */
  static JsonNode send(URI address, byte[] body, Map<String, String> headers)
      throws GeneralSecurityException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .timeout(TIMEOUT)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    headers.forEach(request::setHeader);
    HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    try {
      HttpResponse<InputStream> answer =
          client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
      return read(answer);
    } catch (IOException e) {
      throw new GeneralSecurityException(
          "the service at " + address.getAuthority() + " can not be reached", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new GeneralSecurityException("interrupted", e);
    }
  }

  private static JsonNode read(HttpResponse<InputStream> answer)
      throws IOException, GeneralSecurityException {
    byte[] bytes;
    try (InputStream in = answer.body()) {
      bytes = in.readNBytes(MOST_BYTES);
    }
    if (answer.statusCode() != 200) {
      throw new GeneralSecurityException(
          "the service refused with status " + answer.statusCode() + reason(bytes));
    }
    try {
      return JSON.readTree(bytes);
    } catch (JsonProcessingException e) {
      throw new GeneralSecurityException("the service did not answer in JSON", e);
    }
  }

  /** The name of the error as AWS gives it, if it does; never what else is in the answer. */
  private static String reason(byte[] bytes) {
    try {
      String type = JSON.readTree(bytes).path("__type").asText();
      String name = type.substring(type.lastIndexOf('#') + 1);
      return name.matches("[A-Za-z]{1,60}") ? " (" + name + ")" : "";
    } catch (IOException notJson) {
      return "";
    }
  }

  static String text(JsonNode answer, String name) throws GeneralSecurityException {
    JsonNode value = answer.path(name);
    if (!value.isTextual()) {
      throw new GeneralSecurityException("the answer of the service has no " + name);
    }
    return value.textValue();
  }

  /** Bytes in the answer, as base64. */
  static byte[] bytes(JsonNode answer, String name) throws GeneralSecurityException {
    try {
      return Base64.getDecoder().decode(text(answer, name));
    } catch (IllegalArgumentException e) {
      throw new GeneralSecurityException("the answer of the service is not base64", e);
    }
  }
}
