package com.cipherquay.bench;

import com.cipherquay.bench.contestant.Contestant;
import com.cipherquay.bench.contestant.OriginProcess;
import com.cipherquay.bench.contestant.Used;
import com.cipherquay.bench.load.Done;
import com.cipherquay.bench.load.Lanes;
import com.cipherquay.bench.load.Workload;
import com.cipherquay.bench.load.WorkloadKind;
import com.cipherquay.bench.report.Sample;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** One contestant under one workload. */
final class Match {

  private static final Duration BURST = Duration.ofSeconds(1);
  private static final Duration SHORT = Duration.ofMillis(200);
  private static final int MOST_BURSTS = 60;

  /** So many bursts are compared with as many before them. */
  private static final int WINDOW = 4;

  /** What is not even so much cheaper than before is as cheap. */
  private static final double LESS = 0.97;

  private static final double NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Contestant contestant;
  private final WorkloadKind kind;
  private final OriginProcess origin;
  private final Workload workload;
  private boolean checked;

  /** Why it is not played; empty if it is. */
  private String reason = "";

  Match(Contestant contestant, WorkloadKind kind, OriginProcess origin) {
    this.contestant = contestant;
    this.kind = kind;
    this.origin = origin;
    this.workload = kind.on(contestant.endpoint());
  }

  /**
   * Until a request costs no less than before: a JVM compiles what is used often, and goes on doing
   * so for tens of thousands of requests. All bursts are round 0.
   */
  List<Sample> warmUp(boolean quick) {
    List<Sample> bursts = new ArrayList<>();
    try {
      workload.prepare();
      do {
        bursts.add(sample(0, quick ? SHORT : BURST));
      } while (!quick && isCold(bursts));
      Sample last = bursts.get(bursts.size() - 1);
      System.err.printf(
          Locale.ROOT,
          "warm after %d bursts: %s %s, %.1f requests/s%n",
          bursts.size(),
          contestant.kind().id(),
          kind.id(),
          last.done().requests() / last.seconds());
      workload.close();
    } catch (IOException e) {
      fail(e);
      reason = Sample.reason(e);
    }
    return bursts;
  }

  private boolean isCold(List<Sample> bursts) {
    int size = bursts.size();
    if (!contestant.kind().compiles()) {
      return size < WINDOW;
    }
    if (size < 2 * WINDOW) {
      return true;
    }
    double before = cost(bursts.subList(size - 2 * WINDOW, size - WINDOW));
    double now = cost(bursts.subList(size - WINDOW, size));
    return size < MOST_BURSTS && now < before * LESS;
  }

  private static double cost(List<Sample> bursts) {
    double cpu = bursts.stream().mapToDouble(burst -> burst.cost().cpuSeconds()).sum();
    return cpu / bursts.stream().mapToLong(burst -> burst.done().requests()).sum();
  }

  Sample measure(int round, Duration time) {
    if (!reason.isEmpty()) {
      return Sample.missing(round, contestant.kind(), kind, reason);
    }
    try {
      Lanes.run(workload, SHORT);
      Sample sample = sample(round, time);
      if (!checked) {
        workload.check();
        checked = true;
      }
      workload.close();
      return sample;
    } catch (IOException e) {
      fail(e);
      return Sample.missing(round, contestant.kind(), kind, Sample.reason(e));
    }
  }

  private Sample sample(int round, Duration time) throws IOException {
    List<Long> pids = contestant.pids();
    Used.resetPeak(pids);
    long calls = origin.calls();
    double machine = Used.machineSeconds();
    double bench = benchSeconds();
    double cpu = Used.cpuSeconds(pids);
    long start = System.nanoTime();
    Done done = Lanes.run(workload, time);
    double seconds = (System.nanoTime() - start) / NANOS;
    cpu = Used.cpuSeconds(pids) - cpu;
    bench = benchSeconds() - bench;
    machine = Used.machineSeconds() - machine;
    calls = origin.calls() - calls;
    return new Sample(
        round,
        contestant.kind(),
        kind,
        done,
        seconds,
        new Sample.Cost(cpu, Used.peakKib(pids), calls, Math.max(0, machine - bench - cpu)),
        "");
  }

  /** The CPU of what is not measured: the clients here, and the origin. */
  private double benchSeconds() throws IOException {
    return Used.cpuSeconds(List.of(ProcessHandle.current().pid())) + Used.cpuSeconds(origin.pids());
  }

  private void fail(IOException e) {
    System.err.printf("%s %s: %s%n", contestant.kind().id(), kind.id(), e);
  }
}
