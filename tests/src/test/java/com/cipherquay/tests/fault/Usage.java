package com.cipherquay.tests.fault;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/** What a process had in use from second to second. Used by one thread. */
final class Usage {

  private record Sample(long residentKib, long handles, long threads) {}

  private final ProcessGauge gauge;
  private final List<Sample> samples = new ArrayList<>();

  Usage(ProcessGauge gauge) {
    this.gauge = gauge;
  }

  void sample() throws IOException {
    samples.add(new Sample(gauge.residentKib(), gauge.handles(), gauge.threads()));
  }

  /** Whatever the heap is doing yet, with the rest of the process it has a bound. */
  void requireResidentBelow(int mebibytes) {
    long most = samples.stream().mapToLong(Sample::residentKib).max().orElseThrow() / 1024;
    assertTrue(most < mebibytes, () -> most + " MiB are resident");
  }

  /** The last third of the time is like the one before it; the first is for warming up. */
  void requireFlat() {
    requireFlat("KiB resident", Sample::residentKib, 0.05);
    requireFlat("handles", Sample::handles, 0.05);
    requireFlat("threads", Sample::threads, 0.05);
  }

  private void requireFlat(String what, ToLongFunction<Sample> value, double tolerance) {
    double middle = mean(value, 1);
    double last = mean(value, 2);
    assertTrue(last < middle * (1 + tolerance), () -> middle + " and then " + last + " " + what);
  }

  private double mean(ToLongFunction<Sample> value, int third) {
    int size = samples.size() / 3;
    return samples.subList(third * size, (third + 1) * size).stream()
        .mapToLong(value)
        .average()
        .orElseThrow();
  }

  @Override
  public String toString() {
    return "%.0f MiB resident, %.0f handles, %.0f threads at the end"
        .formatted(
            mean(Sample::residentKib, 2) / 1024,
            mean(Sample::handles, 2),
            mean(Sample::threads, 2));
  }
}
