package com.cipherquay.bench;

import com.cipherquay.bench.contestant.Contestant;
import com.cipherquay.bench.contestant.ContestantKind;
import com.cipherquay.bench.contestant.OriginProcess;
import com.cipherquay.bench.contestant.Place;
import com.cipherquay.bench.load.Buckets;
import com.cipherquay.bench.report.Figures;
import com.cipherquay.bench.report.Notes;
import com.cipherquay.bench.report.Plot;
import com.cipherquay.bench.report.RawFigures;
import com.cipherquay.bench.report.Sample;
import com.cipherquay.bench.report.Table;
import com.cipherquay.bench.report.Targets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.stream.Stream;

/** The command. */
final class Bench {

  private static final String TABLE = "table.md";

  private final Options options;
  private final Place place;

  private Bench(Options options, Place place) {
    this.options = options;
    this.place = place;
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path checkout = Path.of(System.getProperty("cipherquay.root", "")).toAbsolutePath();
    if (List.of(arguments).contains("--help")) {
      System.out.print(Options.USAGE);
      return;
    }
    Options options;
    try {
      options = Options.parse(arguments, checkout);
    } catch (IllegalArgumentException e) {
      System.err.println("bench: " + e.getMessage() + "\n" + Options.USAGE);
      System.exit(2);
      return;
    }
    Path scratch = Files.createTempDirectory("cipherquay-bench");
    new Bench(options, new Place(checkout, scratch)).run();
  }

  /** What is started here is stopped when this process ends, also by an interrupt. */
  private void run() throws IOException, InterruptedException {
    Deque<AutoCloseable> started = new ConcurrentLinkedDeque<>();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(started), "stop"));
    OriginProcess origin = OriginProcess.start(place);
    started.push(origin);
    List<Contestant> contestants = new ArrayList<>();
    for (ContestantKind kind : options.contestants()) {
      Contestant contestant = kind.start(place, origin.port(), options.hashBodies());
      started.push(contestant);
      contestants.add(contestant);
      Buckets.create(contestant.endpoint());
      if (kind.verifies()) {
        Buckets.requireRefusal(contestant.endpoint());
      }
      System.err.printf("%s runs as %s%n", kind.id(), contestant.pids());
    }
    Files.createDirectories(options.out());
    new Rounds(options, contestants, origin).play(this::report);
    System.out.print(Files.readString(options.out().resolve(TABLE)));
    System.err.println("table.md, raw.csv and plot.svg are in " + options.out());
  }

  private void stop(Deque<AutoCloseable> started) {
    try {
      for (AutoCloseable one : started) {
        one.close();
      }
      remove(place.scratch());
    } catch (Exception e) { // what AutoCloseable declares
      System.err.println("bench: not all is removed: " + e);
    }
  }

  /** After every round, so that one can stop when it is enough. */
  private void report(List<Sample> samples) throws IOException {
    RawFigures.write(options.out().resolve("raw.csv"), samples);
    Figures figures = Figures.of(samples);
    Files.writeString(options.out().resolve("plot.svg"), Plot.of(figures));
    String notes = Notes.of(figures, options.hashBodies());
    Files.writeString(
        options.out().resolve(TABLE), Table.of(figures) + Targets.of(figures) + notes);
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
