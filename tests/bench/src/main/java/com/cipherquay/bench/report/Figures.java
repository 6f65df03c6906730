package com.cipherquay.bench.report;

import com.cipherquay.bench.contestant.ContestantKind;
import com.cipherquay.bench.load.WorkloadKind;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** The medians of everything that was measured. */
public final class Figures {

  private static final double MIB = 1 << 20;
  private static final double KIB = 1 << 10;
  private static final double GB = 1e9;
  private static final double MICROS = 1e6;

  private final Map<WorkloadKind, Map<ContestantKind, Figure>> figures;
  private final int rounds;

  private Figures(Map<WorkloadKind, Map<ContestantKind, Figure>> figures, int rounds) {
    this.figures = figures;
    this.rounds = rounds;
  }

  public static Figures of(List<Sample> samples) {
    Map<WorkloadKind, Map<ContestantKind, Figure>> figures = new EnumMap<>(WorkloadKind.class);
    samples.stream()
        .collect(Collectors.groupingBy(s -> List.of(s.workload(), s.contestant())))
        .values()
        .forEach(
            group ->
                figures
                    .computeIfAbsent(
                        group.get(0).workload(), w -> new EnumMap<>(ContestantKind.class))
                    .put(group.get(0).contestant(), figure(group)));
    return new Figures(figures, samples.stream().mapToInt(Sample::round).max().orElse(0));
  }

  private static Figure figure(List<Sample> group) {
    List<Sample> played = group.stream().filter(s -> s.round() > 0).toList();
    List<Sample> good = played.stream().filter(s -> !s.isMissing()).toList();
    // One that fails now and then has no rate to be proud of.
    if (good.size() * 2 <= played.size()) {
      return Figure.missing(
          group.stream().filter(Sample::isMissing).map(Sample::reason).findFirst().orElse(""));
    }
    double cores = Runtime.getRuntime().availableProcessors();
    boolean bulk = good.get(0).workload().bulk();
    return new Figure(
        median(good, s -> (bulk ? s.done().bytes() / MIB : s.done().requests()) / s.seconds()),
        median(good, s -> s.cost().cpuSeconds() / s.done().bytes() * GB),
        median(good, s -> s.cost().cpuSeconds() / s.done().requests() * MICROS),
        peakMib(good),
        peakMib(group.stream().filter(s -> s.round() == 0).toList()),
        good.get(0).cost().peakKib() / KIB,
        good.get(good.size() - 1).cost().peakKib() / KIB,
        median(good, s -> s.cost().calls() / (double) s.done().requests()),
        median(good, s -> s.cost().othersCpuSeconds() / s.seconds() / cores),
        "");
  }

  private static double peakMib(List<Sample> samples) {
    return samples.stream().mapToLong(s -> s.cost().peakKib()).max().orElse(0) / KIB;
  }

  private static double median(List<Sample> samples, ToDoubleFunction<Sample> value) {
    double[] sorted = samples.stream().mapToDouble(value).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  Map<WorkloadKind, Map<ContestantKind, Figure>> all() {
    return figures;
  }

  /** Empty if it was not measured, or could not be. */
  Optional<Figure> get(WorkloadKind workload, ContestantKind contestant) {
    return Optional.ofNullable(figures.getOrDefault(workload, Map.of()).get(contestant))
        .filter(figure -> !figure.isMissing());
  }

  int rounds() {
    return rounds;
  }
}
