package com.cipherquay.vault;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Sorts lines: in memory while they fit, else by merging runs in files. Memory and the number of
 * files are bounded whatever the number of lines. Used by one thread.
 */
final class LineSorter implements Closeable {

  /** How many runs of one size there may be before they become one. */
  private static final int FAN = 32;

  /**
   * @param level how often its lines were merged
   */
  private record Spilled(int level, SortedRun run) {}

  private final SpillFolder folder;
  private final SortMemory memory;
  private final List<SortedLine> lines = new ArrayList<>();
  private final List<Spilled> runs = new ArrayList<>();
  private long bytes;

  private LineSorter(SpillFolder folder, SortMemory memory) {
    this.folder = folder;
    this.memory = memory;
  }

  /** An empty sorter, to be closed. */
  static LineSorter begin(SpillFolder folder, SortMemory memory) {
    memory.enter();
    return new LineSorter(folder, memory);
  }

  void add(SortedLine line) throws IOException {
    lines.add(line);
    bytes += line.length() + SortedLine.OVERHEAD;
    if (bytes > memory.quota()) {
      spill();
    }
  }

  /** All lines that were added, in their order; the caller closes them. */
  SortedRun finish() throws IOException {
    if (runs.isEmpty()) {
      return write(new HeapBlocks());
    }
    if (!lines.isEmpty()) {
      spill();
    }
    return runs.size() == 1 ? runs.remove(0).run() : merge(0);
  }

  private void spill() throws IOException {
    runs.add(new Spilled(0, write(folder.create())));
    int level = 0;
    while (ofLevel(level) == FAN) {
      // Those of one level stand together at the end: higher ones are older.
      int first = runs.size() - FAN;
      runs.add(new Spilled(level + 1, merge(first)));
      level++;
    }
  }

  private long ofLevel(int level) {
    return runs.stream().filter(run -> run.level() == level).count();
  }

  private SortedRun write(Blocks blocks) throws IOException {
    try {
      lines.sort(null);
      SortedRun.Writer writer = new SortedRun.Writer(blocks);
      for (SortedLine line : lines) {
        writer.add(line);
      }
      lines.clear();
      bytes = 0;
      return writer.finish();
    } catch (IOException e) {
      blocks.close();
      throw e;
    }
  }

  /** Makes one run of the last ones, and closes those. */
  private SortedRun merge(int first) throws IOException {
    List<Spilled> sources = runs.subList(first, runs.size());
    Blocks blocks = folder.create();
    try {
      SortedRun.Writer writer = new SortedRun.Writer(blocks);
      PriorityQueue<LineCursor> heads =
          new PriorityQueue<>(sources.size(), Comparator.comparing(LineCursor::line));
      for (Spilled source : sources) {
        heads.add(source.run().all());
      }
      while (!heads.isEmpty()) {
        LineCursor least = heads.remove();
        writer.add(least.line());
        least.advance();
        if (!least.isAtEnd()) {
          heads.add(least);
        }
      }
      SortedRun merged = writer.finish();
      for (Spilled source : sources) {
        source.run().close();
      }
      sources.clear();
      return merged;
    } catch (IOException e) {
      blocks.close();
      throw e;
    }
  }

  /** Gives back the memory, and closes what did not become a result. */
  @Override
  public void close() throws IOException {
    memory.leave();
    for (Spilled spilled : runs) {
      spilled.run().close();
    }
  }
}
