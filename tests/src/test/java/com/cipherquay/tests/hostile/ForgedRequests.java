package com.cipherquay.tests.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.cipherquay.tests.Bodies;
import com.cipherquay.tests.Endpoint;
import com.cipherquay.tests.RawConnection.Received;
import com.cipherquay.tests.RawRequest;
import com.cipherquay.tests.Sigv4;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/** Requests that nobody has a right to: the store must never hear of them. */
final class ForgedRequests {

  private ForgedRequests() {}

  static void forged(Step step) throws IOException {
    byte[] body = new byte[0];
    RawRequest request =
        switch (step.random().nextInt(5)) {
          case 0 -> step.on("DELETE", step.key());
          case 1 -> step.on("PUT", step.key()).with("x-amz-copy-source", step.source(step.key()));
          case 2 -> step.on("POST", step.key(), "uploads");
          default -> step.on("PUT", step.key());
        };
    if (request.method().equals("PUT") && !request.headers().containsKey("x-amz-copy-source")) {
      int length = ObjectDeeds.length(step.random());
      body = Value.of(step.model().next(), 1 + length).bytes(step.world().canary());
    }
    if (body.length > 0 && step.random().nextInt(3) == 0) {
      unlikeItsHash(step, request, body);
    } else {
      unsigned(step, request, body);
    }
  }

  private static void unsigned(Step step, RawRequest bare, byte[] body) throws IOException {
    RawRequest request = Client.sized(bare, body.length);
    Endpoint ours = step.world().client().endpoint();
    Instant now = Instant.now();
    String hash = Bodies.sha256(body);
    String head =
        switch (step.random().nextInt(6)) {
          case 0 -> text(new Endpoint(ours.uri(), ours.accessKeyId(), "wrong"), now, request, hash);
          case 1 -> text(new Endpoint(ours.uri(), "nobody", "wrong"), now, request, hash);
          case 2 -> text(ours, now.minus(Duration.ofDays(1)), request, hash);
          case 3 -> text(ours, now, request, hash).replaceFirst("(?m)^authorization:.*\r\n", "");
          case 4 ->
              text(ours, now, request, hash)
                  .replaceFirst("(?m)^host: ", "x-amz-meta-added: 1\r\nhost: ");
          default -> text(ours, now, request, hash).replaceFirst(" (/[^/]*/)", " $1x");
        };
    Received received =
        step.world().client().send(request.method(), head.getBytes(ISO_8859_1), body);
    step.checked(request, received);
    int status = received.response().status();
    step.require(status == 403 || status == 400, "a forged request that is not refused");
    step.world().client().close();
  }

  private static String text(Endpoint who, Instant when, RawRequest request, String hash) {
    return new Sigv4(who, when).head(request, hash).text();
  }

  /** A body that is another than was signed, or that ends early. */
  private static void unlikeItsHash(Step step, RawRequest bare, byte[] body) throws IOException {
    RawRequest request = Client.sized(bare, body.length);
    Client client = step.world().client();
    Sigv4 signer = new Sigv4(client.endpoint(), Instant.now());
    byte[] head = signer.head(request, Bodies.sha256(body)).bytes();
    if (step.random().nextBoolean()) {
      client.breakOff(head, Arrays.copyOf(body, step.random().nextInt(body.length)));
      return;
    }
    byte[] changed = body.clone();
    changed[step.random().nextInt(body.length)] ^= 1;
    Received received = step.checked(request, client.send("PUT", head, changed));
    step.require(received.response().status() == 400, "a changed body that is not refused");
    client.close();
  }
}
