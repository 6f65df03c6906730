package com.cipherquay.bench.report;

/**
 * The medians of one contestant under one workload.
 *
 * @param rate MiB/s of bulk workloads, requests/s of the others
 * @param cpuPerGb seconds per 10^9 bytes of plaintext
 * @param cpuPerRequest in microseconds
 * @param peakMib the highest of all rounds
 * @param warmPeakMib the highest while it warmed up, in the order of the workloads
 * @param firstPeakMib that of the first round
 * @param lastPeakMib that of the last round
 * @param callsPerRequest to the origin
 * @param others the share of the machine that others used, 0 to 1
 * @param reason why there is none; empty if there is
 */
record Figure(
    double rate,
    double cpuPerGb,
    double cpuPerRequest,
    double peakMib,
    double warmPeakMib,
    double firstPeakMib,
    double lastPeakMib,
    double callsPerRequest,
    double others,
    String reason) {

  static Figure missing(String reason) {
    return new Figure(0, 0, 0, 0, 0, 0, 0, 0, 0, reason);
  }

  boolean isMissing() {
    return !reason.isEmpty();
  }
}
