package com.cipherquay.proxy.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("NullAway.Init")
final class AdminServerTest {

  private final Health health = new Health();
  private final Metrics metrics = new Metrics("0.0.1-test");
  private final HttpClient client = HttpClient.newHttpClient();
  private AdminServer server;

  @BeforeEach
  void start() throws IOException {
    server = AdminServer.start("127.0.0.1", 0, health, metrics);
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  @Test
  void itLivesBeforeItIsReady() throws Exception {
    assertEquals(200, send("GET", "/health/live").statusCode());
    assertEquals(503, send("GET", "/health/ready").statusCode());
    health.ready();
    assertEquals(200, send("GET", "/health/ready").statusCode());
    health.draining();
    assertEquals(503, send("GET", "/health/ready").statusCode());
    assertEquals(200, send("GET", "/health/live").statusCode());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/health",
        "/health/",
        "/health/live/",
        "/health/live%20",
        "/health/%6Cive",
        "/metrics/",
        "/Metrics",
        "/bucket/key"
      })
  void nothingElseIsThere(String path) throws Exception {
    assertEquals(404, send("GET", path).statusCode());
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS"})
  void nothingCanBeDone(String method) throws Exception {
    HttpResponse<String> response = send(method, "/health/live");
    assertEquals(405, response.statusCode());
    assertEquals("GET, HEAD", response.headers().firstValue("Allow").orElse(""));
  }

  @Test
  void headHasTheLengthAndNoBody() throws Exception {
    HttpResponse<String> response = send("HEAD", "/health/live");
    assertEquals(200, response.statusCode());
    assertEquals("5", response.headers().firstValue("Content-Length").orElse(""));
    assertEquals("", response.body());
  }

  @Test
  void whatHappenedIsCounted() throws Exception {
    metrics.request("PutObject", 200, 1000, 0, 2_000_000);
    metrics.request("PutObject", 200, 24, 0, 2_000_000);
    metrics.request("GetObject", 404, 0, 300, 70_000_000_000L);
    metrics.aborted("GetObject");
    metrics.storeCall("write", "ok", 1_000);
    metrics.storeCall("read", "NO_SUCH_OBJECT", 1_000);
    metrics.undecryptableNames(() -> 1);
    metrics.cache("directory", () -> 7, () -> 8);
    HttpResponse<String> response = send("GET", "/metrics");
    assertEquals(
        "text/plain; version=0.0.4; charset=utf-8",
        response.headers().firstValue("Content-Type").orElse(""));
    for (String line :
        new String[] {
          "cipherquay_build_info{version=\"0.0.1-test\"} 1",
          "cipherquay_requests_total{operation=\"PutObject\",status=\"200\"} 2.0",
          "cipherquay_requests_total{operation=\"GetObject\",status=\"404\"} 1.0",
          "cipherquay_received_bytes_total{operation=\"PutObject\"} 1024.0",
          "cipherquay_sent_bytes_total{operation=\"GetObject\"} 300.0",
          "cipherquay_aborted_requests_total{operation=\"GetObject\"} 1.0",
          "cipherquay_request_duration_seconds_bucket{operation=\"PutObject\",le=\"0.001\"} 0",
          "cipherquay_request_duration_seconds_bucket{operation=\"PutObject\",le=\"0.0025\"} 2",
          "cipherquay_request_duration_seconds_bucket{operation=\"GetObject\",le=\"60.0\"} 0",
          "cipherquay_request_duration_seconds_count{operation=\"GetObject\"} 1",
          "cipherquay_store_calls_total{call=\"write\",outcome=\"ok\"} 1.0",
          "cipherquay_store_calls_total{call=\"read\",outcome=\"NO_SUCH_OBJECT\"} 1.0",
          "cipherquay_undecryptable_names_total 1.0",
          "cipherquay_cache_hits_total{cache=\"directory\"} 7.0",
          "cipherquay_cache_misses_total{cache=\"directory\"} 8.0",
        }) {
      assertTrue(response.body().contains(line + "\n"), () -> line + " in\n" + response.body());
    }
  }

  @Test
  void aTakenPortIsRefused() {
    assertThrows(
        IOException.class, () -> AdminServer.start("127.0.0.1", server.port(), health, metrics));
  }

  private HttpResponse<String> send(String method, String path)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build();
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }
}
