package com.cipherquay.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Every measurement on a line of its own. */
public final class RawFigures {

  private static final String HEADER =
      "round,contestant,workload,requests,bytes,seconds,cpu_seconds,peak_rss_kib,upstream_calls,others_cpu_seconds,missing";

  private RawFigures() {}

  public static void write(Path file, List<Sample> samples) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add(HEADER);
    samples.forEach(sample -> lines.add(line(sample)));
    Files.write(file, lines);
  }

  private static String line(Sample sample) {
    return String.format(
        Locale.ROOT,
        "%d,%s,%s,%d,%d,%.4f,%.2f,%d,%d,%.2f,%s",
        sample.round(),
        sample.contestant().id(),
        sample.workload().id(),
        sample.done().requests(),
        sample.done().bytes(),
        sample.seconds(),
        sample.cost().cpuSeconds(),
        sample.cost().peakKib(),
        sample.cost().calls(),
        sample.cost().othersCpuSeconds(),
        sample.reason());
  }
}
