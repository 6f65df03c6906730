package com.cipherquay.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a process that makes versions (SIGKILL): every acknowledged write is a version, every
 * deletion a marker, in order, and what was under way is one of them or left no trace.
 */
final class LocalStoreVersionCrashTest {

  private final Path temporary;
  private final Path directory;
  private final Random random = new Random();
  private final int[] done = new int[CrashValue.SLOTS];
  private final int[] begun = new int[CrashValue.SLOTS];

  /** The last step before the history that is there. */
  private final int[] before = new int[CrashValue.SLOTS];

  private long versions;

  LocalStoreVersionCrashTest(@TempDir Path temporary) {
    this.temporary = temporary;
    this.directory = temporary.resolve("store");
  }

  @Test
  void aKilledWriterLeavesWholeHistories() throws Exception {
    killAndCheck(3);
  }

  @Test
  @Tag("slow")
  void manyKilledWritersLeaveWholeHistories() throws Exception {
    killAndCheck(30);
  }

  private void killAndCheck(int rounds) throws Exception {
    try (LocalStore store = LocalStore.open(directory)) {
      store.create(CrashingWriter.BUCKET);
      store.open(CrashingWriter.BUCKET).versions().setVersioning(Versioning.ENABLED);
    }
    for (int round = 0; round < rounds; round++) {
      readReport(KilledWriter.run(temporary, directory, done, random.nextInt(200)));
      try (LocalStore store = LocalStore.open(directory)) {
        ObjectStore objects = store.open(CrashingWriter.BUCKET);
        for (int slot = 0; slot < CrashValue.SLOTS; slot++) {
          check(objects, slot);
        }
        startAfresh(objects);
      }
    }
    assertTrue(versions > rounds, "the writers wrote too little to prove anything");
  }

  private void readReport(ByteBuffer report) {
    while (report.hasRemaining()) {
      int what = report.get();
      int slot = report.get();
      int step = report.getInt();
      begun[slot] = step;
      if (what == CrashingWriter.ACKNOWLEDGED) {
        done[slot] = step;
      }
    }
  }

  private void check(ObjectStore objects, int slot) throws IOException {
    List<Integer> found = history(objects, slot);
    if (!found.equals(expected(slot, done[slot]))) {
      assertEquals(expected(slot, begun[slot]), found, "slot " + slot);
    }
    versions += found.size();
  }

  /** Ends all histories, the uploads that were cut off with them; the next ones begin anew. */
  private void startAfresh(ObjectStore objects) throws IOException {
    UploadStore uploads = objects.uploads();
    for (StoredUploadPage.Entry left : uploads.list("", UploadPosition.FIRST, 1000).entries()) {
      uploads.abort(new StoredUpload(new StoredName(left.name()), left.id()));
    }
    objects.purge("slot/");
    assertEquals(0, ContentFileCount.in(directory), "no file outlives its versions");
    for (int slot = 0; slot < CrashValue.SLOTS; slot++) {
      int step = new CrashValue(slot, Math.max(begun[slot], done[slot])).nextDelete().step();
      before[slot] = step;
      begun[slot] = step;
      done[slot] = step;
    }
  }

  /** The steps of which there are versions, the oldest first; a marker is that of its deletion. */
  private List<Integer> history(ObjectStore objects, int slot) throws IOException {
    StoredName name = CrashValue.name(slot);
    List<StoredVersionPage.Entry> entries = new ArrayList<>();
    VersionPosition after = VersionPosition.FIRST;
    StoredVersionPage page;
    do {
      page = objects.versions().list(new StoredVersionRequest(name.value(), false, after, 1000));
      page.entries().stream().filter(it -> it.name().equals(name.value())).forEach(entries::add);
      if (page.truncated()) {
        StoredVersionPage.Entry last = page.entries().get(page.entries().size() - 1);
        after = new VersionPosition(last.name(), Optional.of(last.versionId()));
      }
    } while (page.truncated());
    List<Integer> steps = new ArrayList<>();
    for (StoredVersionPage.Entry entry : entries) {
      assertEquals(steps.isEmpty(), entry.latest());
      steps.add(entry.marker() ? -1 : step(objects, slot, entry, steps.size() < 3));
    }
    Collections.reverse(steps);
    return steps;
  }

  private static int step(
      ObjectStore objects, int slot, StoredVersionPage.Entry entry, boolean withBody)
      throws IOException {
    StoredVersion version =
        new StoredVersion(CrashValue.name(slot), Optional.of(entry.versionId()));
    byte[] metadata = objects.head(version).metadata().bytes();
    assertEquals(slot, metadata[0]);
    CrashValue value = new CrashValue(slot, (metadata[1] & 0xff) << 8 | (metadata[2] & 0xff));
    if (withBody) {
      try (StoredObject object = objects.read(version, new ByteRange.Whole(), Optional.empty())) {
        assertArrayEquals(value.body(), object.body().readAllBytes(), value.toString());
      }
    }
    return value.step();
  }

  /** The steps up to one that make a version; -1 for a delete marker. */
  private List<Integer> expected(int slot, int last) {
    List<Integer> steps = new ArrayList<>();
    for (int step = before[slot] + 1; step <= last; step++) {
      switch (new CrashValue(slot, step).action()) {
        case DELETE -> steps.add(-1);
        case WRITE, COPY, UPLOAD -> steps.add(step);
        case ABORT -> {}
      }
    }
    return steps;
  }
}
