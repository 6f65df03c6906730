package com.cipherquay.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a writing process (SIGKILL) and looks at what is there: what was acknowledged is there, and
 * what was under way is either there or not, and no file is left that no object needs.
 */
final class LocalStoreCrashTest {

  private final Path temporary;
  private final Path directory;
  private final Random random = new Random();
  private final int[] begun = new int[CrashValue.SLOTS];
  private final int[] acknowledged = new int[CrashValue.SLOTS];

  /** The parts of the begun step that were acknowledged. */
  private final int[] parts = new int[CrashValue.SLOTS];

  private long acknowledgements;
  private long cutOff;

  LocalStoreCrashTest(@TempDir Path temporary) {
    this.temporary = temporary;
    this.directory = temporary.resolve("store");
  }

  @Test
  void aKilledWriterLeavesOldOrNewAndNeverHalf() throws Exception {
    killAndCheck(3);
  }

  @Test
  @Tag("slow")
  void aHundredKilledWritersLeaveOldOrNewAndNeverHalf() throws Exception {
    killAndCheck(100);
  }

  private void killAndCheck(int rounds) throws Exception {
    try (LocalStore store = LocalStore.open(directory)) {
      store.create(CrashingWriter.BUCKET);
    }
    for (int round = 0; round < rounds; round++) {
      killOneWriter(random.nextInt(400));
      try (LocalStore store = LocalStore.open(directory)) {
        check(store.open(CrashingWriter.BUCKET));
      }
    }
    assertTrue(acknowledgements > rounds, "the writers wrote too little to prove anything");
    assertTrue(rounds < 50 || cutOff > 0, "no upload was ever cut off");
  }

  private void killOneWriter(int millis) throws Exception {
    readReport(KilledWriter.run(temporary, directory, acknowledged, millis));
  }

  private void readReport(ByteBuffer report) {
    while (report.hasRemaining()) {
      int what = report.get();
      int slot = report.get();
      int step = report.getInt();
      begun[slot] = step;
      if (what == CrashingWriter.BEGUN) {
        parts[slot] = 0;
      } else if (what == CrashingWriter.ACKNOWLEDGED) {
        acknowledged[slot] = step;
        acknowledgements++;
      } else {
        parts[slot] = what - CrashingWriter.PART;
      }
    }
  }

  private void check(ObjectStore objects) throws IOException {
    List<CrashValue> present = new ArrayList<>();
    for (int slot = 0; slot < CrashValue.SLOTS; slot++) {
      CrashValue last = new CrashValue(slot, begun[slot]);
      CrashValue actual = checkSlot(objects, slot);
      actual = checkUpload(objects, last) ? last.nextDelete() : actual;
      begun[slot] = actual.step();
      acknowledged[slot] = actual.step();
      if (actual.expected().isPresent()) {
        present.add(actual.effect());
      }
    }
    StoredPage page = objects.list(new StoredPageRequest("", false, "", 1000));
    assertEquals(present.size(), page.entries().size());
    long files = present.stream().mapToLong(CrashValue::files).sum();
    assertEquals(files, ContentFileCount.in(directory), "content files are those of large objects");
  }

  /** The slot holds its acknowledged value or the one begun after it, which then is the old one. */
  private CrashValue checkSlot(ObjectStore objects, int slot) throws IOException {
    Optional<StoredMetadata> found = Optional.empty();
    byte[] body = {};
    StoredName name = CrashValue.name(slot);
    try (StoredObject object = objects.read(name, new ByteRange.Whole(), Optional.empty())) {
      found = Optional.of(object.head().metadata());
      body = object.body().readAllBytes();
    } catch (StoreException e) {
      assertEquals(StoreFault.NO_SUCH_OBJECT, e.fault());
    }
    CrashValue old = new CrashValue(slot, acknowledged[slot]);
    CrashValue next = new CrashValue(slot, Math.max(begun[slot], acknowledged[slot]));
    CrashValue actual = found.equals(old.effect().expected()) ? old : next;
    assertEquals(actual.effect().expected(), found, () -> old + " or " + next);
    assertArrayEquals(actual.effect().body(), body, actual.toString());
    return actual;
  }

  /**
   * An upload that was cut off has the parts that were acknowledged, and perhaps the next one;
   * completes it to look at them.
   *
   * @return whether there was one; then there is no object now
   */
  private boolean checkUpload(ObjectStore objects, CrashValue last) throws IOException {
    UploadStore uploads = objects.uploads();
    StoredName name = CrashValue.name(last.slot());
    List<StoredUploadPage.Entry> left =
        uploads.list(name.value(), UploadPosition.FIRST, 1000).entries().stream()
            .filter(entry -> entry.name().equals(name.value()))
            .toList();
    if (left.isEmpty()) {
      return false;
    }
    assertEquals(1, left.size());
    StoredUpload upload = new StoredUpload(name, left.get(0).id());
    List<StoredPart> found =
        uploads.parts(upload, 0, 10).entries().stream().map(StoredPartPage.Entry::part).toList();
    assertTrue(found.size() >= parts[last.slot()], () -> "lost parts of " + last + ": " + found);
    if (found.isEmpty()) {
      uploads.abort(upload);
    } else {
      uploads.complete(upload, found, WriteCondition.NONE);
      try (StoredObject object = objects.read(name, new ByteRange.Whole(), Optional.empty())) {
        assertEquals(last.metadata(), object.head().metadata());
        assertArrayEquals(last.join(found.size()), object.body().readAllBytes());
      }
    }
    objects.delete(name);
    cutOff++;
    return true;
  }
}
