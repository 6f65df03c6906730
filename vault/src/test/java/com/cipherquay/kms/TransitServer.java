package com.cipherquay.kms;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.AesGcmJce;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * The two calls of the Transit engine that are used, over real HTTP with real AES-GCM, for answers
 * that the engine itself does not give; tests/clients asks that one.
 */
final class TransitServer implements AutoCloseable {

  static final String TOKEN = "hvs.a-token-for-tests";

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String PREFIX = "vault:v1:";

  private record Answer(int status, String body) {}

  private final HttpServer server;
  private final Aead aead;
  private volatile Optional<Answer> canned = Optional.empty();

  private TransitServer(HttpServer server, Aead aead) {
    this.server = server;
    this.aead = aead;
  }

  static TransitServer start() throws IOException, GeneralSecurityException {
    byte[] key = new byte[32];
    new SecureRandom().nextBytes(key);
    InetSocketAddress loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    TransitServer started = new TransitServer(HttpServer.create(loopback, 0), new AesGcmJce(key));
    started.server.createContext("/", started::handle);
    started.server.start();
    return started;
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** From now on the same to everything. */
  void answer(int status, String body) {
    canned = Optional.of(new Answer(status, body));
  }

  private void handle(HttpExchange exchange) throws IOException {
    Answer answer = canned.orElseGet(() -> answer(exchange));
    byte[] body = answer.body().getBytes(UTF_8);
    exchange.getResponseHeaders().set("Location", "/elsewhere");
    exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private Answer answer(HttpExchange exchange) {
    try {
      if (!TOKEN.equals(exchange.getRequestHeaders().getFirst("X-Vault-Token"))) {
        return new Answer(403, "{\"errors\":[\"permission denied\"]}");
      }
      JsonNode request = JSON.readTree(exchange.getRequestBody());
      byte[] bound = Base64.getDecoder().decode(request.path("associated_data").asText());
      return switch (exchange.getRequestMethod() + " " + exchange.getRequestURI()) {
        case "POST /v1/transit/encrypt/cq" -> {
          byte[] plaintext = Base64.getDecoder().decode(request.path("plaintext").asText());
          yield data("ciphertext", PREFIX + base64(aead.encrypt(plaintext, bound)));
        }
        case "POST /v1/transit/decrypt/cq" -> {
          String text = request.path("ciphertext").asText().substring(PREFIX.length());
          byte[] ciphertext = Base64.getDecoder().decode(text);
          yield data("plaintext", base64(aead.decrypt(ciphertext, bound)));
        }
        default -> new Answer(404, "{\"errors\":[]}");
      };
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      return new Answer(400, "{\"errors\":[\"cipher: message authentication failed\"]}");
    }
  }

  private static Answer data(String name, String value) throws IOException {
    return new Answer(200, JSON.writeValueAsString(Map.of("data", Map.of(name, value))));
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
