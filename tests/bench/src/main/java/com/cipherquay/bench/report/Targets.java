package com.cipherquay.bench.report;

import com.cipherquay.bench.contestant.ContestantKind;
import com.cipherquay.bench.load.WorkloadKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** What the product wants to reach, and whether it does. */
public final class Targets {

  private static final double SHARE_OF_CPU = 0.25;
  private static final double SHARE_OF_RATE = 0.6;
  private static final double MICROS_PER_GET = 120;

  /** Memory is flat if it grows by no more than a tenth. */
  private static final double FLAT = 1.1;

  private static final List<WorkloadKind> LARGE =
      List.of(
          WorkloadKind.PUT_64M_X1,
          WorkloadKind.GET_64M_X1,
          WorkloadKind.PUT_64M_X4,
          WorkloadKind.GET_64M_X4);

  private final Figures figures;
  private final List<String> lines = new ArrayList<>();

  private Targets(Figures figures) {
    this.figures = figures;
  }

  /** A table; what was not measured is left out. */
  public static String of(Figures figures) {
    Targets targets = new Targets(figures);
    for (WorkloadKind workload : LARGE) {
      targets.ratio(
          workload,
          new Goal("CPU per GB, of S3Proxy encrypted", Figure::cpuPerGb, SHARE_OF_CPU, false),
          ContestantKind.S3PROXY_ENCRYPTED);
      targets.ratio(
          workload,
          new Goal("throughput, of nginx", Figure::rate, SHARE_OF_RATE, true),
          ContestantKind.NGINX);
    }
    for (WorkloadKind workload : List.of(WorkloadKind.PUT_4K_X16, WorkloadKind.GET_4K_X16)) {
      targets.ratio(
          workload,
          new Goal("requests/s, of S3Proxy plain", Figure::rate, 1, true),
          ContestantKind.S3PROXY);
    }
    targets.cpuPerGet();
    targets.flatInSize();
    targets.flatInTime();
    return targets.text();
  }

  /** What a figure of the product must be, as a share of another contestant's. */
  private record Goal(
      String title, ToDoubleFunction<Figure> value, double limit, boolean atLeast) {}

  private void ratio(WorkloadKind workload, Goal goal, ContestantKind than) {
    Optional<Figure> ours = figures.get(workload, ContestantKind.CIPHERQUAY);
    Optional<Figure> theirs = figures.get(workload, than);
    if (ours.isPresent() && theirs.isPresent()) {
      double ratio =
          goal.value().applyAsDouble(ours.get()) / goal.value().applyAsDouble(theirs.get());
      boolean met = goal.atLeast() ? ratio >= goal.limit() : ratio <= goal.limit();
      String limit = format((goal.atLeast() ? ">= " : "<= ") + "%.2f", goal.limit());
      line(workload.title() + ": " + goal.title(), limit, format("%.2f", ratio), met);
    }
  }

  private void cpuPerGet() {
    figures
        .get(WorkloadKind.GET_4K_X16, ContestantKind.CIPHERQUAY)
        .ifPresent(
            figure ->
                line(
                    WorkloadKind.GET_4K_X16.title() + ": CPU per request",
                    format("<= %.0f us", MICROS_PER_GET),
                    format("%.0f us", figure.cpuPerRequest()),
                    figure.cpuPerRequest() <= MICROS_PER_GET));
  }

  /** Small ones come first: what they need is there when the large ones begin. */
  private void flatInSize() {
    double small = peak(WorkloadKind.PUT_8M_X4, WorkloadKind.GET_8M_X4);
    double large = peak(WorkloadKind.PUT_64M_X4, WorkloadKind.GET_64M_X4);
    if (small > 0 && large > 0) {
      line(
          "peak RSS of the first 64 MiB x4, of that of 8 MiB x4",
          format("<= %.2f", FLAT),
          format("%.2f", large / small),
          large <= small * FLAT);
    }
  }

  private double peak(WorkloadKind... workloads) {
    double peak = 0;
    for (WorkloadKind workload : workloads) {
      peak =
          Math.max(
              peak,
              figures
                  .get(workload, ContestantKind.CIPHERQUAY)
                  .map(Figure::warmPeakMib)
                  .orElse(0.0));
    }
    return peak;
  }

  private void flatInTime() {
    double first = 0;
    double last = 0;
    for (WorkloadKind workload : WorkloadKind.values()) {
      Optional<Figure> figure = figures.get(workload, ContestantKind.CIPHERQUAY);
      first = Math.max(first, figure.map(Figure::firstPeakMib).orElse(0.0));
      last = Math.max(last, figure.map(Figure::lastPeakMib).orElse(0.0));
    }
    if (figures.rounds() > 1 && first > 0) {
      line(
          "peak RSS in the last round, of that in the first",
          format("<= %.2f", FLAT),
          format("%.2f", last / first),
          last <= first * FLAT);
    }
  }

  private void line(String what, String target, String value, boolean met) {
    lines.add(
        String.format(
            Locale.ROOT,
            "| %-55s | %9s | %9s | %-6s |%n",
            what,
            target,
            value,
            met ? "met" : "MISSED"));
  }

  private String text() {
    return lines.isEmpty()
        ? ""
        : """
          | target for Cipherquay                                   |           |  measured |        |
          |---------------------------------------------------------|----------:|----------:|--------|
          """
            + String.join("", lines)
            + "\n";
  }

  private static String format(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
