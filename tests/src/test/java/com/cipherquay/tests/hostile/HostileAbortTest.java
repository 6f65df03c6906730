package com.cipherquay.tests.hostile;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.cipherquay.tests.Bodies;
import com.cipherquay.tests.RawConnection.Received;
import com.cipherquay.tests.RawRequest;
import com.cipherquay.tests.Sigv4;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the store has of uploads that the proxy has refused in their middle. */
@Timeout(60)
final class HostileAbortTest {

  private static final String KEY = "dir/refused";
  private static final int SIZE = 3 * Bodies.SEGMENT + 5;

  private final Scene scene = Scene.open();

  @AfterEach
  void close() {
    scene.close();
  }

  /** A PUT whose body is not the one that was signed; what the store has seen of it. */
  private HeldObject refused(byte[] body) throws IOException {
    scene.store().journal().take();
    RawRequest request = Client.sized(scene.on("PUT", KEY), body.length);
    Sigv4 signer = new Sigv4(scene.place().proxy().endpoint(), Instant.now());
    byte[] head = signer.head(request, "0".repeat(64)).bytes();
    try (Client client = scene.place().client()) {
      Received received = client.send("PUT", head, body);
      assertEquals("400 XAmzContentSHA256Mismatch", Scene.outcome(received));
    }
    StoreRequest seen = scene.store().journal().awaitBroken();
    HeldObject held =
        new HeldObject(
            seen.content(),
            Map.of(HeldObject.METADATA, seen.header(HeldObject.METADATA).orElseThrow()),
            "e",
            Shelves.now(),
            "");
    scene.replace(seen.name(), held);
    return held;
  }

  /** The end of a body is not made before the client's claims about it are verified. */
  @Test
  void it_is_no_object() throws IOException {
    refused(Bodies.of(SIZE));
    Received received = scene.call(scene.on("GET", KEY));
    assertFalse(Scene.outcome(received).contains("whole"), Scene.outcome(received));
    for (String range : List.of("bytes=-1", "bytes=196560-", "bytes=196560-196564")) {
      Received end = scene.call(scene.on("GET", KEY).with("range", range));
      assertEquals("500 InternalError", Scene.outcome(end), range);
    }
  }

  /**
   * The store can answer a range with what it has of a body that was refused, up to its last
   * segment: that the end was never made only shows where the end is read.
   */
  @Test
  void ranges_of_its_beginning_are_a_limit() throws IOException {
    byte[] body = Bodies.of(SIZE);
    refused(body);
    Received received = scene.call(scene.on("GET", KEY).with("range", "bytes=0-99"));
    assertEquals("206 whole", Scene.outcome(received));
    assertArrayEquals(Arrays.copyOf(body, 100), received.response().body());
  }
}
