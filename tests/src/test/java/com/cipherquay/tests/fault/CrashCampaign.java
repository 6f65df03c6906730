package com.cipherquay.tests.fault;

import com.cipherquay.tests.ProxyProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.IntStream;

/**
 * Kills proxies (SIGKILL) while writers write through them, starts them again, and lets the writers
 * look for what they know. Who wrote through one proxy goes on through another one, if there is
 * one. The vault is rotated now and then, shortly before the end.
 */
final class CrashCampaign {

  static final String BUCKET = "crashes";

  private static final int WRITERS_PER_GROUP = 3;
  private static final int LONGEST_MILLIS = 350;

  private final Stand stand;
  private final SharedVault vault;
  private final FastStart fast;
  private final long seed;
  private final List<Writer> writers = new ArrayList<>();
  private final BlockingQueue<List<Writer>> idle = new LinkedBlockingQueue<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();

  CrashCampaign(Stand stand, Path archive, long seed) {
    this.stand = stand;
    this.vault = SharedVault.of(stand);
    this.fast = new FastStart(archive);
    this.seed = seed;
    int groups = stand.proxies().size();
    for (int group = 0; group < groups; group++) {
      int first = group * WRITERS_PER_GROUP;
      List<Writer> members =
          IntStream.range(first, first + WRITERS_PER_GROUP)
              .mapToObj(i -> new Writer(i, seed))
              .toList();
      writers.addAll(members);
      idle.add(members);
    }
  }

  /** Kills so often in all; then looks at everything once more, and at what is left. */
  String run(int kills) throws Exception {
    try {
      begin();
      int lanes = stand.proxies().size();
      List<Callable<Integer>> all = new ArrayList<>();
      for (int lane = 0; lane < lanes; lane++) {
        int number = lane;
        int share = (kills + lane) / lanes;
        all.add(() -> lane(number, share));
      }
      int done = 0;
      for (Future<Integer> lane : threads.invokeAll(all)) {
        done += lane.get();
      }
      String leftovers = end();
      return "%d kills, %d operations acknowledged, %d keys cut off; %s"
          .formatted(
              done,
              writers.stream().mapToLong(Writer::acknowledged).sum(),
              writers.stream().mapToLong(Writer::cutOff).sum(),
              leftovers);
    } catch (ExecutionException | AssertionError e) {
      throw new AssertionError("again: -Dcipherquay.tests.seed=" + seed, e);
    } finally {
      threads.shutdownNow();
    }
  }

  /** How many keys were under way at a kill, so far. */
  long cutOff() {
    return writers.stream().mapToLong(Writer::cutOff).sum();
  }

  private void begin() throws IOException, InterruptedException, ExecutionException {
    ProxyProcess.Setup first = stand.proxies().get(0);
    try (ProxyProcess proxy =
        ProxyProcess.start(first.with("CIPHERQUAY_JAVA_OPTS", fast.first()))) {
      PlainS3 s3 = new PlainS3(proxy.endpoint(), BUCKET);
      s3.createBucket();
      settle(writers, s3, "before anything");
      int unused = proxy.stop(FastStart.STOP_SECONDS);
    }
    vault.share();
  }

  private int lane(int lane, int kills) throws Exception {
    Random random = new Random(seed * 31 + lane);
    for (int kill = 0; kill < kills; kill++) {
      List<Writer> group = idle.take();
      round(lane, group, random, ", before kill " + kill + " of proxy " + lane);
      idle.add(group);
    }
    return kills;
  }

  private void round(int lane, List<Writer> group, Random random, String when) throws Exception {
    KillRound round;
    ProxyProcess proxy = start(lane);
    try {
      PlainS3 s3 = new PlainS3(proxy.endpoint(), BUCKET);
      settle(group, s3, when);
      round = KillRound.begin(threads, group, s3);
      Thread.sleep(random.nextInt(LONGEST_MILLIS));
      if (lane == 0 && random.nextInt(3) == 0) {
        vault.rotate();
        Thread.sleep(random.nextInt(LONGEST_MILLIS / 2));
      }
      round.expectTheEnd();
    } finally {
      proxy.kill();
    }
    round.await();
  }

  private ProxyProcess start(int lane) {
    return ProxyProcess.start(
        stand
            .proxies()
            .get(lane)
            .with("CIPHERQUAY_JAVA_OPTS", fast.next())
            .with("CIPHERQUAY_AUTH_REVOCATION_REFRESH", "100ms"));
  }

  private void settle(List<Writer> group, PlainS3 s3, String when)
      throws InterruptedException, ExecutionException {
    List<Callable<Boolean>> looks = new ArrayList<>();
    for (Writer writer : group) {
      looks.add(
          () -> {
            writer.settle(s3, when);
            return true;
          });
    }
    for (Future<Boolean> look : threads.invokeAll(looks)) {
      look.get();
    }
  }

  private String end() throws Exception {
    LastLook last = new LastLook(stand, BUCKET);
    try (ProxyProcess proxy = start(0)) {
      settle(writers, new PlainS3(proxy.endpoint(), BUCKET), ", at the end");
    }
    last.everythingIsSound(writers.stream().mapToLong(Writer::present).sum());
    try (ProxyProcess proxy = start(stand.proxies().size() - 1)) {
      PlainS3 s3 = new PlainS3(proxy.endpoint(), BUCKET);
      writers.forEach(writer -> writer.end(s3));
    }
    return last.onlyLeftoversThatAreSwept();
  }
}
