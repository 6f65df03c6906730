package com.cipherquay.bench.report;

import com.cipherquay.bench.contestant.ContestantKind;
import com.cipherquay.bench.load.WorkloadKind;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Bars as SVG: a row for every workload, throughput on the left, CPU on the right. */
public final class Plot {

  private static final int WIDTH = 1000;
  private static final int MARGIN = 20;
  private static final int BAR = 16;
  private static final int NAMES = 130;
  private static final int LONGEST = 240;
  private static final int HALF = WIDTH / 2;
  private static final int TITLE = 26;
  private static final int HEADING = 60;

  /** Where the baseline of a text stands in its bar. */
  private static final int BASELINE = 12;

  private final Figures figures;
  private final StringBuilder body = new StringBuilder(8192);
  private int top = HEADING;

  private Plot(Figures figures) {
    this.figures = figures;
  }

  /** A whole document. */
  public static String of(Figures figures) {
    Plot plot = new Plot(figures);
    plot.text(MARGIN, 24, "title", "Cipherquay and its peers in front of the same store in memory");
    plot.text(MARGIN, 44, "", "longer is faster");
    plot.text(HALF + MARGIN, 44, "", "shorter is cheaper");
    plot.figures.all().forEach(plot::row);
    return document(plot.top + MARGIN, plot.body);
  }

  private static String document(int height, CharSequence body) {
    return """
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d">
    <style>
    text { font: 12px sans-serif; fill: #222 }
    .title { font-size: 16px; font-weight: bold }
    .workload { font-weight: bold }
    .direct { fill: #c8c8c8 } .nginx { fill: #8fb996 } .s3proxy { fill: #7da3cc }
    .s3proxy-encrypted { fill: #33608f } .cipherquay { fill: #d1495b }
    </style>
    <rect width="100%%" height="100%%" fill="white"/>
    %s</svg>
    """
        .formatted(WIDTH, height, WIDTH, height, body);
  }

  private void row(WorkloadKind workload, Map<ContestantKind, Figure> row) {
    boolean bulk = workload.bulk();
    text(
        MARGIN, top + BASELINE, "workload", workload.title() + (bulk ? ", MiB/s" : ", requests/s"));
    text(HALF + MARGIN, top + BASELINE, "workload", bulk ? "CPU s/GB" : "CPU us/request");
    top += TITLE - BASELINE / 2;
    bars(MARGIN, row, Figure::rate, "%.0f");
    bars(
        HALF + MARGIN,
        row,
        bulk ? Figure::cpuPerGb : Figure::cpuPerRequest,
        bulk ? "%.2f" : "%.0f");
    top += row.size() * BAR + BAR;
  }

  private void bars(
      int left, Map<ContestantKind, Figure> row, ToDoubleFunction<Figure> value, String format) {
    double most = row.values().stream().mapToDouble(value).max().orElse(0);
    int y = top;
    for (Map.Entry<ContestantKind, Figure> entry : row.entrySet()) {
      Figure figure = entry.getValue();
      double length = most > 0 ? value.applyAsDouble(figure) / most * LONGEST : 0;
      String label =
          figure.isMissing()
              ? "n/a (" + figure.reason() + ")"
              : String.format(Locale.ROOT, format, value.applyAsDouble(figure));
      boolean hasNone = entry.getKey() == ContestantKind.DIRECT && left > HALF;
      text(left, y + BASELINE, "", entry.getKey().title());
      bar(left + NAMES, y, length, entry.getKey().id());
      text((int) (left + NAMES + length) + 4, y + BASELINE, "", hasNone ? "" : label);
      y += BAR;
    }
  }

  private void bar(int x, int y, double length, String style) {
    body.append(
        String.format(
            Locale.ROOT,
            "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>%n",
            style,
            x,
            y,
            length,
            BAR - 2));
  }

  private void text(int x, int y, String style, String text) {
    body.append(
        String.format(
            Locale.ROOT, "<text class=\"%s\" x=\"%d\" y=\"%d\">%s</text>%n", style, x, y, text));
  }
}
