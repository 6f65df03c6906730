package com.cipherquay.bench.report;

import java.util.Locale;

/** What one must know to read the table. */
public final class Notes {

  private static final int PERCENT = 100;

  /** From here on throughput is that of the scheduler, and targets of throughput mean nothing. */
  private static final double NOISY = 0.1;

  private static final String BUSY =
      "- THE MACHINE WAS BUSY: throughput and its targets mean nothing here, CPU is too high; measure again.\n";

  private Notes() {}

  public static String of(Figures figures, boolean hashBodies) {
    double others =
        figures.all().values().stream()
            .flatMap(row -> row.values().stream())
            .mapToDouble(Figure::others)
            .average()
            .orElse(0);
    return """
    - Medians of %d interleaved rounds on %d cores, which contestant, clients and origin share; other processes used %s %%
      of the machine meanwhile. Java %s; every Java contestant has -Xmx256m.
    %s- Clients sign every request with Signature Version 4, %s.
      S3Proxy and Cipherquay verify that (a wrong one was tried) and sign anew for the origin: Cipherquay the head, S3Proxy
      every chunk too, as its AWS SDK does over plain HTTP. nginx and direct verify nothing.
    - CPU, memory (VmHWM) and calls to the origin are those of the contestant alone; GB are 10^9 bytes of plaintext. A
      request is a part in multipart, a page of 1,000 in LIST. Peak RSS is the highest of all rounds.
    - nginx streams with 64 KiB buffers and writes no access log; Cipherquay runs with its default settings and writes one.
    """
        .formatted(
            figures.rounds(),
            Runtime.getRuntime().availableProcessors(),
            String.format(Locale.ROOT, "%.0f", others * PERCENT),
            Runtime.version().feature(),
            others > NOISY ? BUSY : "",
            hashBodies ? "the SHA-256 of the body in it" : "with UNSIGNED-PAYLOAD for the body");
  }
}
