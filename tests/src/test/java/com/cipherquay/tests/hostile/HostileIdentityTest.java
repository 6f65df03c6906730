package com.cipherquay.tests.hostile;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.cipherquay.tests.Bodies;
import com.cipherquay.tests.RawConnection.Received;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Authentic objects in the wrong place, and parts of them with parts of others. */
final class HostileIdentityTest {

  private static final String KEY = "dir/object";
  private static final byte[] NOW = Bodies.of(1000);
  private static final byte[] BEFORE = Bodies.of(999);

  /** The store says itself that there is no metadata: a stranger's object, then. */
  private static final String REFUSED = "500 InternalError";

  private final Scene scene = Scene.open();
  private String name = "";
  private List<HeldObject> former = List.of();

  @BeforeEach
  void put() {
    scene.put(KEY, BEFORE);
    former = List.of(scene.held(scene.put(KEY, BEFORE)));
    name = scene.put(KEY, NOW);
  }

  @AfterEach
  void close() {
    scene.close();
  }

  private void assertRefused(HeldObject object) {
    scene.replace(name, object);
    assertEquals(REFUSED, Scene.outcome(scene.call(scene.on("GET", KEY))));
    assertEquals("500 ", Scene.outcome(scene.call(scene.on("HEAD", KEY))));
    Received range = scene.call(scene.on("GET", KEY).with("range", "bytes=10-20"));
    assertEquals(REFUSED, Scene.outcome(range));
  }

  static Stream<Arguments> strangers() {
    return Stream.of(
        Arguments.of("a neighbour", "dir/other"),
        Arguments.of("of the same leaf in another directory", "dir2/object"),
        Arguments.of("of the same leaf in the root", "object"),
        Arguments.of("of a directory below", "dir/object/object"),
        Arguments.of("of the name with a slash", "dir/object/"));
  }

  /** All of it, its body under our metadata, and its metadata over our body. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("strangers")
  void the_object_of_another_key(String what, String other) {
    assertStrange(scene.held(scene.put(other, NOW)));
  }

  @Test
  void the_object_of_the_same_key_in_another_bucket() {
    try (Scene elsewhere = Scene.open()) {
      assertStrange(elsewhere.held(elsewhere.put(KEY, NOW)));
    }
  }

  private void assertStrange(HeldObject stranger) {
    HeldObject ours = scene.held(name);
    assertRefused(stranger);
    assertRefused(ours.withMetadata(stranger.metadata()));
    assertForeignBody(ours, stranger);
  }

  /** The metadata is right: what HEAD says is true, and the body that is not does not come. */
  private void assertForeignBody(HeldObject ours, HeldObject stranger) {
    scene.replace(name, ours.withBody(stranger.body()));
    assertEquals(REFUSED, Scene.outcome(scene.call(scene.on("GET", KEY))));
    Received head = scene.call(scene.on("HEAD", KEY));
    boolean sameSize = ours.body().length == stranger.body().length;
    assertEquals(sameSize ? "200 whole" : "500 ", Scene.outcome(head));
  }

  @Test
  void the_metadata_of_one_version_on_the_body_of_another() {
    HeldObject before = former.get(0);
    HeldObject now = scene.held(name);
    assertRefused(now.withMetadata(before.metadata()));
    assertForeignBody(now, before);
    String again = scene.put(KEY, NOW);
    assertForeignBody(scene.held(again), now);
  }

  /** SECURITY.md: the store can return an older authentic version of an object. */
  @Test
  void an_older_version_as_a_whole_is_the_documented_limit() {
    scene.replace(name, former.get(0));
    Received received = scene.call(scene.on("GET", KEY));
    assertEquals("200 whole", Scene.outcome(received));
    assertArrayEquals(BEFORE, received.response().body());
    assertEquals(
        Optional.of("999"), scene.call(scene.on("HEAD", KEY)).response().header("content-length"));
  }

  /** FORMAT.md: version, epoch, write id, wrap, sealed record; one byte of each place. */
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "version, 0", "epoch, 1", "epoch, 4", "write id, 5", "write id, 20",
    "wrap, 21", "wrap, 68", "record, 69", "record, 200", "record, 340"
  })
  void a_byte_of_the_metadata(String field, int place) {
    byte[] stored = metadata();
    stored[place] ^= 1;
    assertRefused(scene.held(name).withMetadata(encoded(stored)));
  }

  private byte[] metadata() {
    return Base64.getUrlDecoder().decode(scene.held(name).metadata());
  }

  private static String encoded(byte[] stored) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(stored);
  }

  @Test
  void the_wrap_of_another_write_emptied_and_oversized() {
    byte[] stored = metadata();
    byte[] other = Base64.getUrlDecoder().decode(former.get(0).metadata());
    byte[] mixed = stored.clone();
    System.arraycopy(other, 21, mixed, 21, 48);
    assertRefused(scene.held(name).withMetadata(encoded(mixed)));
    byte[] zeros = stored.clone();
    Arrays.fill(zeros, 21, 69, (byte) 0);
    assertRefused(scene.held(name).withMetadata(encoded(zeros)));
    byte[] without = Arrays.copyOf(stored, stored.length - 48);
    System.arraycopy(stored, 69, without, 21, stored.length - 69);
    assertRefused(scene.held(name).withMetadata(encoded(without)));
    assertRefused(scene.held(name).withMetadata(encoded(Arrays.copyOf(stored, 1600))));
    assertRefused(scene.held(name).withMetadata(encoded(Arrays.copyOf(stored, 12_000))));
  }

  @ParameterizedTest
  @CsvSource({"''", "!", "AQ", "AQ==", "x y", "AAAAAAAAAAAAAAAAAAAAAA"})
  void metadata_that_is_none(String text) {
    assertRefused(scene.held(name).withMetadata(text));
  }

  /** FORMAT.md: magic, version, suite, flags, part number, write id, epoch, wrap, commitment. */
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "magic, 0",
    "version, 3",
    "suite, 4",
    "flags, 5",
    "part number, 7",
    "write id, 8",
    "epoch, 27",
    "wrap, 28",
    "segment header, 76",
    "commitment, 116",
    "commitment, 147"
  })
  void a_byte_of_the_header(String field, int place) {
    HeldObject ours = scene.held(name);
    byte[] body = ours.body().clone();
    body[place] ^= 1;
    scene.replace(name, ours.withBody(body));
    assertEquals(REFUSED, Scene.outcome(scene.call(scene.on("GET", KEY))));
    Received range = scene.call(scene.on("GET", KEY).with("range", "bytes=10-20"));
    assertEquals(REFUSED, Scene.outcome(range));
  }

  /** What the client gave as metadata comes from the sealed record, never from the store. */
  @Test
  void header_fields_beside_the_sealed_ones() {
    scene
        .store()
        .obey(
            (request, honest) ->
                honest
                    .answer(request)
                    .with("x-amz-meta-added", "by the store")
                    .with("Content-Type", "text/html")
                    .with("Cache-Control", "public"));
    for (String method : List.of("GET", "HEAD")) {
      Received received = scene.call(scene.on(method, KEY));
      assertEquals("200 whole", Scene.outcome(received));
      assertEquals(Optional.of("binary/octet-stream"), received.response().header("content-type"));
      assertEquals(Optional.empty(), received.response().header("x-amz-meta-added"));
      assertEquals(Optional.empty(), received.response().header("cache-control"));
    }
  }
}
