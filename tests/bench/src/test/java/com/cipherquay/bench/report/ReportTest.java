package com.cipherquay.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cipherquay.bench.contestant.ContestantKind;
import com.cipherquay.bench.load.Done;
import com.cipherquay.bench.load.WorkloadKind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said of figures. */
final class ReportTest {

  private static final WorkloadKind GET = WorkloadKind.GET_4K_X16;

  private final List<Sample> samples = new ArrayList<>();

  /** A second in which so many requests were answered with so much CPU. */
  private void measured(ContestantKind contestant, int round, long requests, double cpu) {
    samples.add(
        new Sample(
            round,
            contestant,
            GET,
            new Done(requests, requests * 4096),
            1,
            new Sample.Cost(cpu, 1024, requests * 2, 0),
            ""));
  }

  @Test
  void aFigureIsTheMedianOfItsRounds() {
    measured(ContestantKind.NGINX, 1, 1000, 0.5);
    measured(ContestantKind.NGINX, 2, 3000, 0.3);
    measured(ContestantKind.NGINX, 3, 2000, 0.4);
    Figure figure = Figures.of(samples).get(GET, ContestantKind.NGINX).orElseThrow();
    assertEquals(2000, figure.rate());
    assertEquals(200, figure.cpuPerRequest(), 1e-6);
    assertEquals(2, figure.callsPerRequest());
    assertEquals(1, figure.peakMib());
  }

  @Test
  void whatFailsMostlyHasNoFigure() {
    measured(ContestantKind.NGINX, 1, 1000, 0.5);
    samples.add(Sample.missing(2, ContestantKind.NGINX, GET, "501"));
    Figures figures = Figures.of(samples);
    assertTrue(figures.get(GET, ContestantKind.NGINX).isEmpty());
    assertTrue(Table.of(figures).contains("n/a (501)"));
  }

  @Test
  void aTargetIsMetOrMissed() {
    measured(ContestantKind.S3PROXY, 1, 1000, 0.5);
    measured(ContestantKind.CIPHERQUAY, 1, 1500, 0.3);
    String targets = Targets.of(Figures.of(samples));
    assertTrue(line(targets, "S3Proxy plain").matches(".* 1\\.50 \\| met .*"), targets);
    assertTrue(line(targets, "CPU per request").matches(".* 200 us \\| MISSED .*"), targets);
  }

  private static String line(String table, String part) {
    return table.lines().filter(line -> line.contains(part)).findFirst().orElse("");
  }

  @Test
  void whatWasNotMeasuredHasNoTarget() {
    measured(ContestantKind.S3PROXY, 1, 1000, 0.5);
    assertEquals("", Targets.of(Figures.of(samples)));
  }

  @Test
  void thePlotShowsEveryContestant() {
    measured(ContestantKind.DIRECT, 1, 1000, 0);
    measured(ContestantKind.CIPHERQUAY, 1, 1500, 0.3);
    String plot = Plot.of(Figures.of(samples));
    assertTrue(plot.contains("class=\"direct\"") && plot.contains("class=\"cipherquay\""));
    assertFalse(plot.contains("NaN"));
  }
}
