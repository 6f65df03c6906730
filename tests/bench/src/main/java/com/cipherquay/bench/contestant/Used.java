package com.cipherquay.bench.contestant;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads from /proc what processes used; proc(5) describes the fields. */
public final class Used {

  /** USER_HZ, which is 100 on every architecture that Java runs on. */
  private static final double TICKS_PER_SECOND = 100;

  private static final String RESET_PEAK = "5";

  private Used() {}

  /** Seconds of CPU of all threads, in user and system mode. */
  public static double cpuSeconds(List<Long> pids) throws IOException {
    long ticks = 0;
    for (long pid : pids) {
      String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
      // The name of the program is in parentheses and may hold blanks; utime is field 14.
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      ticks += Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
    }
    return ticks / TICKS_PER_SECOND;
  }

  /** Seconds of CPU that the whole machine was busy. */
  public static double machineSeconds() throws IOException {
    String all = Files.readAllLines(Path.of("/proc/stat")).get(0);
    String[] fields = all.trim().split(" +", -1);
    // user nice system idle iowait irq softirq steal
    long busy = 0;
    for (int field : new int[] {1, 2, 3, 6, 7, 8}) {
      busy += Long.parseLong(fields[field]);
    }
    return busy / TICKS_PER_SECOND;
  }

  /** Lets {@link #peakKib} begin anew. */
  public static void resetPeak(List<Long> pids) throws IOException {
    for (long pid : pids) {
      Files.writeString(Path.of("/proc/" + pid + "/clear_refs"), RESET_PEAK);
    }
  }

  /** The most memory that was resident since the last reset, in KiB. */
  public static long peakKib(List<Long> pids) throws IOException {
    long sum = 0;
    for (long pid : pids) {
      for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
        if (line.startsWith("VmHWM:")) {
          sum += Long.parseLong(line.replaceAll("\\D", ""));
        }
      }
    }
    return sum;
  }
}
