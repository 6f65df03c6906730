package com.cipherquay.bench;

import com.cipherquay.bench.contestant.Contestant;
import com.cipherquay.bench.contestant.OriginProcess;
import com.cipherquay.bench.load.WorkloadKind;
import com.cipherquay.bench.report.Sample;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Warms everything up, and then measures every contestant in every round, in turning order. */
final class Rounds {

  /** Is told what there is. */
  interface RoundListener {
    void played(List<Sample> samples) throws IOException;
  }

  private final Options options;
  private final List<Contestant> contestants;
  private final OriginProcess origin;

  Rounds(Options options, List<Contestant> contestants, OriginProcess origin) {
    this.options = options;
    this.contestants = contestants;
    this.origin = origin;
  }

  /** Plays; whoever listens is given all samples so far after every round. */
  void play(RoundListener listener) throws IOException {
    List<Sample> samples = new ArrayList<>();
    List<List<Match>> matches = new ArrayList<>();
    for (WorkloadKind workload : options.workloads()) {
      List<Match> row = new ArrayList<>();
      for (Contestant contestant : contestants) {
        Match match = new Match(contestant, workload, origin);
        samples.addAll(match.warmUp(options.quick()));
        row.add(match);
      }
      matches.add(row);
    }
    for (int round = 1; round <= options.rounds(); round++) {
      System.err.printf("round %d of %d%n", round, options.rounds());
      for (List<Match> row : matches) {
        for (Match match : row) {
          samples.add(match.measure(round, options.time()));
        }
        Collections.rotate(row, 1);
      }
      listener.played(List.copyOf(samples));
    }
  }
}
