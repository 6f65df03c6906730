package com.cipherquay.tests.hostile;

import com.cipherquay.tests.RawConnection.Received;
import com.cipherquay.tests.RawRequest;
import com.cipherquay.tests.RawResponse;
import com.cipherquay.tests.RawS3;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/** One operation of a campaign: what it is about to do, and what it may do. For one thread. */
final class Step {

  private final World world;
  private final Random random;
  private final Set<String> written = new HashSet<>();
  private final StringBuilder story = new StringBuilder();
  private final List<String> outcomes = new ArrayList<>();
  private boolean authorised;

  Step(World world, Random random) {
    this.world = world;
    this.random = random;
  }

  World world() {
    return world;
  }

  Model model() {
    return world.model();
  }

  Random random() {
    return random;
  }

  <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  String key() {
    return one(world.keys());
  }

  /** A request about an object, with a query or an empty one. */
  RawRequest on(String method, String key, String query) {
    String target = RawS3.path(world.bucket(), key);
    return RawRequest.of(method, query.isEmpty() ? target : target + "?" + query);
  }

  RawRequest on(String method, String key) {
    return on(method, key, "");
  }

  /** A request about the bucket. */
  RawRequest onBucket(String method, String query) {
    return RawRequest.of(method, "/" + world.bucket() + "?" + query);
  }

  /** The value of {@code x-amz-copy-source}. */
  String source(String key) {
    return RawS3.path(world.bucket(), key);
  }

  /** Whether the store told the truth in all of this operation, until now. */
  boolean honest() {
    return world.liar().told().isEmpty();
  }

  /** Whether what comes of a key is as S3 has it. */
  boolean sure(String key) {
    return honest() && model().certain(key);
  }

  /** The client asks for changes of these keys, and is allowed to. */
  void mayWrite(String... keys) {
    authorised = true;
    written.addAll(List.of(keys));
  }

  boolean authorised() {
    return authorised;
  }

  boolean mayHaveWritten(String key) {
    return written.contains(key);
  }

  /** What came of the requests, one by one. */
  List<String> outcomes() {
    return outcomes;
  }

  /** Sends a signed request. */
  RawResponse call(RawRequest request, byte[] body) throws IOException {
    return checked(request, world.client().call(request, body)).response();
  }

  RawResponse call(RawRequest request) throws IOException {
    return call(request, new byte[0]);
  }

  /** Notes what was sent, and checks what every answer must be like. */
  Received checked(RawRequest request, Received received) {
    RawResponse response = received.response();
    story.append(story.isEmpty() ? "" : "; ");
    story.append(request.method()).append(' ').append(request.target());
    request.headers().forEach((name, value) -> tell(name, value));
    outcomes.add(response.outcome() + (received.complete() ? "" : " broken off"));
    story.append(" -> ").append(response.outcome());
    Answers.check(response, received.complete(), request.method().equals("HEAD"), this);
    return received;
  }

  private void tell(String name, String value) {
    if (name.startsWith("x-amz-copy") || name.contains("match") || name.equals("range")) {
      story.append(' ').append(name).append('=').append(value);
    }
  }

  /** If the store told the truth, the answer is one of these; each like {@code 404 NoSuchKey}. */
  void expect(RawResponse response, String... outcomes) {
    require(
        !honest() || List.of(outcomes).contains(response.outcome()),
        "expected " + String.join(" or ", outcomes));
  }

  void require(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError(what + " in " + this);
    }
  }

  @Override
  public String toString() {
    String lies = world.liar().told().stream().collect(Collectors.joining(", "));
    return "[" + story + "]" + (lies.isEmpty() ? "" : " with the lies " + lies);
  }
}
