package com.cipherquay.bench.report;

import com.cipherquay.bench.contestant.ContestantKind;
import com.cipherquay.bench.load.WorkloadKind;
import java.util.Locale;
import java.util.Map;

/** The table, which is read as it is and as Markdown. */
public final class Table {

  private static final String HEADER =
      """
      | workload          | contestant          |   throughput | CPU s/GB | CPU us/request | peak RSS MiB | calls/request |
      |-------------------|---------------------|-------------:|---------:|---------------:|-------------:|--------------:|
      """;

  private Table() {}

  public static String of(Figures figures) {
    StringBuilder text = new StringBuilder(4096);
    text.append(HEADER);
    for (Map.Entry<WorkloadKind, Map<ContestantKind, Figure>> row : figures.all().entrySet()) {
      row.getValue()
          .forEach((contestant, figure) -> append(text, row.getKey(), contestant, figure));
    }
    return text.append('\n').toString();
  }

  private static void append(
      StringBuilder text, WorkloadKind workload, ContestantKind contestant, Figure figure) {
    boolean process = contestant != ContestantKind.DIRECT && !figure.isMissing();
    text.append(
        String.format(
            Locale.ROOT,
            "| %-17s | %-19s | %12s | %8s | %14s | %12s | %13s |%n",
            workload.title(),
            contestant.title(),
            rate(workload, figure),
            process && workload.bulk() ? format("%.2f", figure.cpuPerGb()) : "",
            process ? format("%.0f", figure.cpuPerRequest()) : "",
            process ? format("%.0f", figure.peakMib()) : "",
            figure.isMissing() ? "" : format("%.2f", figure.callsPerRequest())));
  }

  private static String rate(WorkloadKind workload, Figure figure) {
    if (figure.isMissing()) {
      return "n/a (" + figure.reason() + ")";
    }
    return format(workload.bulk() ? "%.0f MiB/s" : "%.0f /s", figure.rate());
  }

  private static String format(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
