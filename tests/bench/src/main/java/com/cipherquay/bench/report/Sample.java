package com.cipherquay.bench.report;

import com.cipherquay.bench.contestant.ContestantKind;
import com.cipherquay.bench.load.Done;
import com.cipherquay.bench.load.UnexpectedStatusException;
import com.cipherquay.bench.load.WorkloadKind;
import java.io.IOException;

/**
 * One measurement.
 *
 * @param round from 1; 0 while it warms up
 * @param reason why there is none; empty if there is
 */
public record Sample(
    int round,
    ContestantKind contestant,
    WorkloadKind workload,
    Done done,
    double seconds,
    Cost cost,
    String reason) {

  /**
   * What it took.
   *
   * @param cpuSeconds of the contestant
   * @param peakKib its resident memory
   * @param calls that the origin has had
   * @param othersCpuSeconds of everything that has nothing to do with it
   */
  public record Cost(double cpuSeconds, long peakKib, long calls, double othersCpuSeconds) {}

  public static Sample missing(
      int round, ContestantKind contestant, WorkloadKind workload, String reason) {
    return new Sample(round, contestant, workload, new Done(0, 0), 0, new Cost(0, 0, 0, 0), reason);
  }

  /** In a word. */
  public static String reason(IOException e) {
    return e instanceof UnexpectedStatusException unexpected
        ? Integer.toString(unexpected.status())
        : "broken";
  }

  boolean isMissing() {
    return !reason.isEmpty();
  }
}
