package com.cipherquay.tests.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.cipherquay.tests.RawRequest;
import com.cipherquay.tests.RawS3;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * Random operations on the real proxy, all of them decided by a seed; after each, what must hold
 * whatever the store does is checked. Over its store and its proxy; does not close them.
 */
final class Campaign {

  private static final Duration LONGEST_OPERATION = Duration.ofSeconds(20);
  private static final Duration LONGEST_DEPARTURE = Duration.ofSeconds(10);
  private static final int BETWEEN_SAMPLES = 256;
  private static final String COMMAND =
      "./mvnw verify -pl vault,proxy,keytool,tests -Dsurefire.failIfNoSpecifiedTests=false"
          + " -Dtest=HostileStoreTest -Dcipherquay.tests.seed=%d"
          + " -Dcipherquay.tests.operations=%d";
  private static final String FIRST = " -Dcipherquay.tests.first=";

  private final World world;
  private final long seed;
  private final Resources resources;
  private final Map<String, Integer> told = new TreeMap<>();
  private final Map<String, Integer> outcomes = new TreeMap<>();
  private int index;

  private Campaign(World world, long seed, Resources resources) {
    this.world = world;
    this.seed = seed;
    this.resources = resources;
  }

  static Campaign of(HostilePlace place, CampaignLiar liar, long seed) {
    place.store().obey(liar);
    World world = World.of(place.client(), place.store(), liar, seed);
    return new Campaign(world, seed, new Resources(place.proxy().pid()));
  }

  int done() {
    return index;
  }

  /** Makes the buckets, and an object of every key: so one learns the names that the store sees. */
  void prepare() throws IOException {
    world
        .store()
        .inside(
            shelves -> {
              for (String bucket : List.of(world.bucket(), world.neighbour())) {
                shelves.all().remove(bucket);
                shelves.create(bucket);
              }
              return true;
            });
    world.store().journal().take();
    for (String key : world.keys()) {
      Step step = new Step(world, new Random(seed));
      RawRequest there = RawRequest.of("PUT", RawS3.path(world.neighbour(), key));
      step.call(there, world.canary().body(step.model().next(), 0, 100));
      world.store().journal().take();
      ObjectDeeds.put(step, key);
      List<StoreRequest> writes = world.store().journal().take().writes();
      step.require(writes.size() == 1 && step.sure(key), "a put is one write");
      world.names().learn(key, writes.get(0).name());
    }
    resources.sample();
  }

  /**
   * From which operation to before which one, and until when at most.
   *
   * @param first what comes before it is left out
   */
  record Length(int first, int end, Instant latest) {

    Length(int first, int end) {
      this(first, end, Instant.MAX);
    }

    boolean covers(int operation) {
      return operation < end && Instant.now().isBefore(latest);
    }
  }

  /** Does what it is long. */
  void run(Length length) {
    for (index = length.first(); length.covers(index); index++) {
      Random random = new Random(seed * 1_000_003 + index);
      Deed deed = Deed.any(random);
      Step step = new Step(world, random);
      world.liar().begin(random);
      long start = System.nanoTime();
      try {
        deed.of(step);
        step.require(
            System.nanoTime() - start < LONGEST_OPERATION.toNanos(), "more than 20 seconds");
        check(step);
        tally(step);
      } catch (IOException | RuntimeException | AssertionError e) {
        throw new AssertionError(replay(deed, step, e), e);
      }
    }
  }

  private void tally(Step step) {
    world.liar().told().forEach(lie -> told.merge(lie, 1, Integer::sum));
    step.outcomes().forEach(outcome -> outcomes.merge(outcome, 1, Integer::sum));
  }

  /** What happened, in one line. */
  String report() {
    return "seed %d: %d operations, %d lies of %d kinds, %s; answers %s"
        .formatted(
            seed,
            index,
            told.values().stream().mapToInt(n -> n).sum(),
            told.size(),
            resources,
            outcomes);
  }

  /** How often which lie was told. */
  Map<String, Integer> told() {
    return told;
  }

  private String replay(Deed deed, Step step, Throwable e) {
    String what = "operation %d, %s, of seed %d: %s in %s".formatted(index, deed, seed, e, step);
    return what + "\nto see it again: " + command(seed, index, 0);
  }

  /** How to see an operation fail again, after those that come before it from one on. */
  static String command(long seed, int failed, int first) {
    return COMMAND.formatted(seed, failed + 1) + (first == 0 ? "" : FIRST + first);
  }

  private void check(Step step) throws IOException {
    Journal.Taken taken = world.store().journal().take();
    Set<String> forms = world.canary().search().foundIn(taken.content().bytes());
    step.require(forms.isEmpty(), "the store was sent a secret as " + forms);
    step.require(Trap.shared().visits() == 0, "a request to another host");
    step.require(
        world.store().departures().await(LONGEST_DEPARTURE),
        "a connection is kept that was given up");
    for (String name : world.liar().touched()) {
      world.names().key(name).ifPresent(step.model()::doubt);
    }
    for (StoreRequest write : taken.writes()) {
      step.require(step.authorised(), "a write that nobody asked for: " + write);
      names(write).forEach(name -> checkName(step, write, name));
    }
    if (index % BETWEEN_SAMPLES == 0) {
      resources.sample();
    }
  }

  private static List<String> names(StoreRequest write) {
    return write.kind() == StoreRequest.Kind.DELETE_OBJECTS
        ? StoreXml.texts(new String(write.body(), UTF_8), "Key")
        : List.of(write.name());
  }

  private void checkName(Step step, StoreRequest write, String name) {
    boolean own = name.startsWith(".cq/");
    step.require(
        own || world.names().key(name).filter(step::mayHaveWritten).isPresent(),
        "a write of something else: " + write);
  }
}
