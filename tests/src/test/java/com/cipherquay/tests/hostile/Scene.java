package com.cipherquay.tests.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.cipherquay.tests.RawConnection.Received;
import com.cipherquay.tests.RawRequest;
import com.cipherquay.tests.RawResponse;
import com.cipherquay.tests.RawS3;
import com.cipherquay.tests.Xml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A new bucket, for a test that tells one lie and knows what must come of it. All scenes of a
 * virtual machine share one proxy and one store. For one test at a time.
 */
final class Scene implements AutoCloseable {

  private static final AtomicInteger COUNT = new AtomicInteger();

  private final HostilePlace place;
  private final Client client;
  private final String bucket = "scene-" + COUNT.incrementAndGet();

  private Scene(HostilePlace place) {
    this.place = place;
    this.client = place.client();
  }

  /** The place of all scenes, for as long as the virtual machine lives. */
  private static final class Shared {

    private static final HostilePlace PLACE = start();

    private static HostilePlace start() {
      try {
        HostilePlace place = HostilePlace.withSmallParts(Files.createTempDirectory("hostile-"));
        Runtime.getRuntime().addShutdownHook(new Thread(place::close, "stop the hostile place"));
        return place;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  static Scene open() {
    Scene scene = new Scene(Shared.PLACE);
    scene.honest();
    scene.require(200, RawRequest.of("PUT", "/" + scene.bucket), new byte[0]);
    return scene;
  }

  String bucket() {
    return bucket;
  }

  MaliciousStore store() {
    return place.store();
  }

  HostilePlace place() {
    return place;
  }

  /** From now on the store tells the truth. */
  void honest() {
    store().obey(Liar.NONE);
  }

  /** From now on it tells this lie whenever it fits. */
  void lie(Lie lie) {
    Random random = new Random(7);
    store()
        .obey(
            (request, honest) -> {
              Occasion occasion = new Occasion(request, honest, random);
              boolean fits = lie.kinds().contains(request.kind());
              Optional<StoreReply> reply = fits ? lie.telling().tell(occasion) : Optional.empty();
              return reply.orElseGet(occasion::honest);
            });
  }

  RawRequest on(String method, String key) {
    return RawRequest.of(method, RawS3.path(bucket, key));
  }

  Received call(RawRequest request, byte[] body) {
    try {
      return client.call(request, body);
    } catch (IOException e) {
      throw new UncheckedIOException(request.method() + " " + request.target(), e);
    }
  }

  Received call(RawRequest request) {
    return call(request, new byte[0]);
  }

  private RawResponse require(int status, RawRequest request, byte[] body) {
    RawResponse response = call(request, body).response();
    if (response.status() != status) {
      throw new IllegalStateException(request.target() + ": " + response.text());
    }
    return response;
  }

  /**
   * What came of a request: {@code 200 whole}, {@code 200 broken off}, or status and code of the
   * error.
   */
  static String outcome(Received received) {
    RawResponse response = received.response();
    if (response.status() >= 300) {
      return response.outcome() + (received.complete() ? "" : " broken off");
    }
    return response.status() + (received.complete() ? " whole" : " broken off");
  }

  /** Puts an object in one piece, and says under which name the store has it. */
  String put(String key, byte[] body) {
    return put(on("PUT", key), body);
  }

  String put(RawRequest request, byte[] body) {
    store().journal().take();
    require(200, request, body);
    return store().journal().take().writes().get(0).name();
  }

  /** Begins an upload, and says its id. */
  String create(String key) {
    RawRequest request = RawRequest.of("POST", RawS3.path(bucket, key) + "?uploads");
    return Xml.texts(require(200, request, new byte[0]).body(), "UploadId").get(0);
  }

  /** Puts a part, and says its entity tag. */
  String part(String key, String id, int number, byte[] body) {
    String query = "?partNumber=" + number + "&uploadId=" + RawS3.encode(id, false);
    RawRequest request = RawRequest.of("PUT", RawS3.path(bucket, key) + query);
    return require(200, request, body).header("etag").orElseThrow();
  }

  /** Completes an upload of parts 1 and so on. */
  Received complete(String key, String id, List<String> etags) {
    StringBuilder document = new StringBuilder("<CompleteMultipartUpload>");
    for (int i = 0; i < etags.size(); i++) {
      document.append("<Part>").append(StoreXml.element("PartNumber", i + 1));
      document.append(StoreXml.element("ETag", etags.get(i))).append("</Part>");
    }
    document.append("</CompleteMultipartUpload>");
    String query = "?uploadId=" + RawS3.encode(id, false);
    RawRequest request = RawRequest.of("POST", RawS3.path(bucket, key) + query);
    return call(request, document.toString().getBytes(UTF_8));
  }

  /** Puts an object in parts, and says under which name the store has it. */
  String putInParts(String key, List<byte[]> parts) {
    store().journal().take();
    String id = create(key);
    List<String> etags = new ArrayList<>();
    for (byte[] body : parts) {
      etags.add(part(key, id, etags.size() + 1, body));
    }
    Received completed = complete(key, id, etags);
    if (!outcome(completed).equals("200 whole")) {
      throw new IllegalStateException(completed.response().text());
    }
    return store().journal().take().writes().get(0).name();
  }

  /** What the store has under a name. */
  HeldObject held(String name) {
    return store()
        .inside(shelves -> shelves.existing(bucket).get(name))
        .orElseThrow(() -> new IllegalStateException("nothing under " + name));
  }

  /** Puts something else under a name, to stay there. */
  void replace(String name, HeldObject object) {
    store()
        .inside(
            shelves -> {
              shelves.existing(bucket).put(name, object);
              return true;
            });
  }

  @Override
  public void close() {
    honest();
    try {
      client.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
