package com.cipherquay.bench;

import com.cipherquay.bench.contestant.ContestantKind;
import com.cipherquay.bench.load.WorkloadKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * What the command line asks for.
 *
 * @param time of one measurement
 * @param quick whether one short round without much warming up will do
 * @param hashBodies whether clients hash the bodies for the signature
 * @param out the folder for the results
 */
record Options(
    int rounds,
    Duration time,
    boolean quick,
    boolean hashBodies,
    List<WorkloadKind> workloads,
    List<ContestantKind> contestants,
    Path checkout,
    Path out) {

  static final String USAGE =
      """
      usage: bin/bench [--rounds N] [--seconds S] [--only WORKLOAD,...] [--contestants NAME,...]
                       [--payload unsigned|signed] [--quick] [--no-build] [--out FOLDER]

        --rounds N        how often everything is measured; default 5
        --seconds S       how long one measurement takes; default 2
        --only            some workloads only: %s
        --contestants     some contestants only: %s
        --payload signed  clients hash every body for the signature; default unsigned (UNSIGNED-PAYLOAD)
        --quick           one round of half a second, hardly warmed up: to try whether it works
        --no-build        do not build first
        --out FOLDER      where table.md, raw.csv and plot.svg go; default target/bench
      """
          .formatted(
              String.join(" ", ids(WorkloadKind.values(), WorkloadKind::id)),
              String.join(" ", ids(ContestantKind.values(), ContestantKind::id)));

  private static final Duration USUAL = Duration.ofSeconds(2);
  private static final Duration SHORT = Duration.ofMillis(500);

  Options {
    workloads = List.copyOf(workloads);
    contestants = List.copyOf(contestants);
    if (rounds < 1 || time.isNegative() || time.isZero()) {
      throw new IllegalArgumentException("--rounds and --seconds must be more than 0");
    }
  }

  /**
   * @throws IllegalArgumentException if it says anything unknown
   */
  static Options parse(String[] arguments, Path checkout) {
    Options options =
        new Options(
            5,
            USUAL,
            false,
            false,
            List.of(WorkloadKind.values()),
            List.of(ContestantKind.values()),
            checkout,
            checkout.resolve("target/bench"));
    for (int i = 0; i < arguments.length; i++) {
      String name = arguments[i];
      if (name.equals("--quick")) {
        options = options.hurried();
      } else if (i + 1 < arguments.length) {
        i++;
        options = options.with(name, arguments[i]);
      } else {
        throw new IllegalArgumentException(name + " is unknown or lacks its value");
      }
    }
    return options;
  }

  private Options hurried() {
    return new Options(1, SHORT, true, hashBodies, workloads, contestants, checkout, out);
  }

  private Options with(String name, String value) {
    return switch (name) {
      case "--rounds" ->
          new Options(
              Integer.parseInt(value),
              time,
              quick,
              hashBodies,
              workloads,
              contestants,
              checkout,
              out);
      case "--seconds" ->
          new Options(
              rounds,
              Duration.ofMillis((long) (Double.parseDouble(value) * 1000)),
              quick,
              hashBodies,
              workloads,
              contestants,
              checkout,
              out);
      case "--payload" -> payload(value);
      case "--only" -> only(some(value, WorkloadKind.values(), WorkloadKind::id), contestants);
      case "--contestants" ->
          only(workloads, some(value, ContestantKind.values(), ContestantKind::id));
      case "--out" ->
          new Options(
              rounds, time, quick, hashBodies, workloads, contestants, checkout, Path.of(value));
      default -> throw new IllegalArgumentException(name + " is unknown");
    };
  }

  private Options payload(String value) {
    if (!value.equals("signed") && !value.equals("unsigned")) {
      throw new IllegalArgumentException("--payload is signed or unsigned");
    }
    boolean signed = value.equals("signed");
    return new Options(rounds, time, quick, signed, workloads, contestants, checkout, out);
  }

  private Options only(List<WorkloadKind> fewer, List<ContestantKind> them) {
    return new Options(rounds, time, quick, hashBodies, fewer, them, checkout, out);
  }

  private static <T> List<String> ids(T[] all, Function<T, String> id) {
    return Arrays.stream(all).map(id).toList();
  }

  private static <T> List<T> some(String names, T[] all, Function<T, String> id) {
    List<String> wanted = List.of(names.split(",", -1));
    List<T> found = Arrays.stream(all).filter(one -> wanted.contains(id.apply(one))).toList();
    if (found.size() != wanted.size()) {
      throw new IllegalArgumentException(
          "\"" + names + "\" must be some of " + String.join(",", ids(all, id)));
    }
    return found;
  }
}
