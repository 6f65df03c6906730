package com.cipherquay.keytool;

import com.cipherquay.vault.FoundObject;
import com.cipherquay.vault.InventoryEntry;
import com.cipherquay.vault.InventoryReader;
import com.cipherquay.vault.ObjectKey;
import com.cipherquay.vault.ObjectWalk;
import com.cipherquay.vault.Upkeep;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Goes through an inventory and its bucket side by side, both in the order of the stored names.
 * Used by one thread, once.
 */
final class InventoryComparison {

  private final String bucket;
  private final Upkeep upkeep;
  private final InventoryReader inventory;
  private final boolean strict;
  private final ResumeFile resume;
  private final PassReport report = new PassReport();
  private Optional<InventoryEntry> expected = Optional.empty();

  InventoryComparison(
      String bucket, Upkeep upkeep, InventoryReader inventory, boolean strict, ResumeFile resume) {
    this.bucket = bucket;
    this.upkeep = upkeep;
    this.inventory = inventory;
    this.strict = strict;
    this.resume = resume;
  }

  PassReport run(Progress progress) throws IOException {
    String directory = upkeep.directory(inventory.head());
    String after = resume.position(report).after();
    ObjectWalk walk = upkeep.walk(directory, after);
    expected = inventory.next();
    while (isUpTo(after)) {
      expected = inventory.next();
    }
    try (Lanes lanes = new Lanes()) {
      for (List<FoundObject> page = walk.next(); !page.isEmpty(); page = walk.next()) {
        List<FoundObject> ours = page.stream().filter(found -> found.key().isPresent()).toList();
        for (Optional<InventoryEntry> entry : lanes.all(ours, upkeep::inventory)) {
          if (entry.isPresent()) {
            found(entry.get());
          }
        }
        String last = page.get(page.size() - 1).storedName();
        while (isUpTo(last)) {
          missing();
        }
        resume.note(new ResumeFile.Position(bucket, last), report);
        progress.show(report.of("objects"), "s3://" + bucket + "/" + directory);
      }
    }
    while (expected.isPresent()) {
      missing();
    }
    progress.end();
    resume.finish();
    return report;
  }

  private boolean isUpTo(String storedName) {
    return expected.filter(entry -> entry.storedName().compareTo(storedName) <= 0).isPresent();
  }

  /** Takes the next object that is there. */
  private void found(InventoryEntry now) throws IOException {
    while (expected.isPresent() && compare(expected.get(), now) < 0) {
      missing();
    }
    report.count("objects", 1);
    if (expected.isEmpty() || compare(expected.get(), now) > 0) {
      differs("new", now, "");
      return;
    }
    InventoryEntry before = expected.get();
    expected = inventory.next();
    if (now.write().isEmpty()) {
      wrong("damaged", now, "it does not open");
    } else if (before.write().isEmpty()) {
      differs("changed", now, "it did not open before");
    } else {
      compare(now, before.write().get(), now.write().get());
    }
  }

  private static int compare(InventoryEntry one, InventoryEntry other) {
    return one.storedName().compareTo(other.storedName());
  }

  private void compare(
      InventoryEntry entry, InventoryEntry.Write before, InventoryEntry.Write now) {
    if (now.equals(before)) {
      report.count("same", 1);
    } else if (now.at() < before.at()) {
      wrong("rolled-back", entry, "written " + time(now) + ", and before that was " + time(before));
    } else {
      String what = now.id().equals(before.id()) ? "its metadata was written" : "written again";
      differs("changed", entry, what + " " + time(now));
    }
  }

  private static Instant time(InventoryEntry.Write write) {
    return Instant.ofEpochMilli(write.at());
  }

  private void missing() throws IOException {
    wrong("missing", expected.orElseThrow(), "");
    expected = inventory.next();
  }

  private void wrong(String kind, InventoryEntry entry, String detail) {
    report.find(finding(kind, entry, detail));
  }

  private void differs(String kind, InventoryEntry entry, String detail) {
    report.count(kind, 1);
    if (strict) {
      wrong(kind, entry, detail);
    } else {
      report.note(finding(kind, entry, detail));
    }
  }

  private Finding finding(String kind, InventoryEntry entry, String detail) {
    Optional<String> key = upkeep.key(entry.storedName()).map(ObjectKey::value);
    return new Finding(kind, bucket, key, entry.storedName(), detail);
  }
}
