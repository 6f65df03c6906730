package com.cipherquay.tests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Links that carry their own signature, followed by a client that knows nothing of S3. */
@ForEverySubject
final class PresignedTest {

  private final Subject subject;
  private final String bucket;
  private final S3Presigner presigner;
  private final HttpClient http = HttpClient.newHttpClient();

  PresignedTest(Subject subject) {
    this.subject = subject;
    this.bucket = subject.freshBucket();
    this.presigner = Sdk.presigner(subject.endpoint());
  }

  @Test
  void a_link_gets_an_object() throws Exception {
    for (String key : List.of("a b/ü+&%.txt", "plain")) {
      subject.s3().putObject(r -> r.bucket(bucket).key(key), RequestBody.fromString("linked"));

      HttpResponse<String> answer = get(link(key, 60));

      assertEquals(200, answer.statusCode(), answer.body());
      assertEquals("linked", answer.body());
    }
  }

  @Test
  void a_link_overrides_response_headers() throws Exception {
    subject.s3().putObject(r -> r.bucket(bucket).key("k"), RequestBody.fromString("x"));
    URI link =
        presigner
            .presignGetObject(
                p ->
                    p.signatureDuration(Duration.ofMinutes(1))
                        .getObjectRequest(
                            g ->
                                g.bucket(bucket)
                                    .key("k")
                                    .responseContentDisposition("attachment; filename=\"ä b\"")))
            .httpRequest()
            .getUri();

    HttpResponse<String> answer = get(link);

    assertEquals(200, answer.statusCode(), answer.body());
    assertTrue(answer.headers().firstValue("content-disposition").orElse("").startsWith("attach"));
  }

  @Test
  void a_link_puts_an_object() throws Exception {
    URI link =
        presigner
            .presignPutObject(
                p ->
                    p.signatureDuration(Duration.ofMinutes(1))
                        .putObjectRequest(
                            o -> o.bucket(bucket).key("up").contentType("text/plain")))
            .httpRequest()
            .getUri();
    HttpRequest put =
        HttpRequest.newBuilder(link)
            .header("content-type", "text/plain")
            .PUT(HttpRequest.BodyPublishers.ofByteArray("uploaded".getBytes(UTF_8)))
            .build();

    assertEquals(200, http.send(put, HttpResponse.BodyHandlers.ofString()).statusCode());

    assertEquals(
        "uploaded", subject.s3().getObjectAsBytes(r -> r.bucket(bucket).key("up")).asUtf8String());
  }

  @Test
  void a_link_opens_nothing_but_its_object() throws Exception {
    subject.s3().putObject(r -> r.bucket(bucket).key("secret"), RequestBody.fromString("x"));
    String link = link("other", 60).toString();

    assertEquals(403, get(URI.create(link.replace("/other?", "/secret?"))).statusCode());
    assertEquals(403, get(URI.create(link.replace("Expires=60", "Expires=6000"))).statusCode());
    HttpRequest delete = HttpRequest.newBuilder(URI.create(link)).DELETE().build();
    assertEquals(403, http.send(delete, HttpResponse.BodyHandlers.ofString()).statusCode());
  }

  @Test
  void a_link_ends() throws Exception {
    subject.s3().putObject(r -> r.bucket(bucket).key("k"), RequestBody.fromString("x"));
    URI link = link("k", 1);
    Thread.sleep(2100);

    assertEquals(403, get(link).statusCode());
  }

  private URI link(String key, int seconds) {
    return URI.create(
        presigner
            .presignGetObject(
                p ->
                    p.signatureDuration(Duration.ofSeconds(seconds))
                        .getObjectRequest(g -> g.bucket(bucket).key(key)))
            .url()
            .toString());
  }

  private HttpResponse<String> get(URI link) throws Exception {
    return http.send(HttpRequest.newBuilder(link).build(), HttpResponse.BodyHandlers.ofString());
  }
}
