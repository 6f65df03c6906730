package com.cipherquay.keytool;

import com.cipherquay.store.BucketStore;
import com.cipherquay.vault.CheckedObject;
import com.cipherquay.vault.FoundObject;
import com.cipherquay.vault.LostUpload;
import com.cipherquay.vault.ObjectKey;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Looks at everything in buckets and names what is wrong. Thread-safe. */
final class CheckPass implements Pass {

  /** What is younger may belong to an upload in progress, by the clock of another machine. */
  private static final Duration AGE = Duration.ofDays(1);

  private final Fraction bodies;

  CheckPass(Fraction bodies) {
    this.bodies = bodies;
  }

  @Override
  public Result object(Bucket bucket, FoundObject found) throws IOException {
    if (found.reserved()) {
      return bucket
          .upkeep()
          .checkReserved(found)
          .map(said -> Result.wrong(Finding.of("foreign", bucket.name(), found, said)))
          .orElse(Result.NOTHING);
    }
    if (found.key().isEmpty()) {
      String said = "the name is not of this vault";
      return Result.wrong(Finding.of("foreign", bucket.name(), found, said));
    }
    if (found.length().isEmpty()) {
      String said = "no object of a vault has " + found.entry().size() + " bytes";
      return Result.wrong(Finding.of("impossible-size", bucket.name(), found, said));
    }
    boolean body = bodies.number() > 0 && bodies.covers(found.storedName());
    return result(bucket, found, bucket.upkeep().check(found, body));
  }

  private static Result result(Bucket bucket, FoundObject found, CheckedObject checked) {
    String count =
        switch (checked.outcome()) {
          case CURRENT, DONE -> state(bucket, found, checked);
          case CHANGED -> "changing";
          case ARCHIVED -> "archived";
          case LOCKED -> "locked";
          case GONE, FOREIGN -> "gone";
        };
    return new Result(true, Optional.of(count), checked.bytes(), Optional.empty());
  }

  private static String state(Bucket bucket, FoundObject found, CheckedObject checked) {
    int newest = bucket.upkeep().currentEpoch(found.key().orElseThrow());
    return checked.epoch() == newest ? "sound" : "of-an-older-epoch";
  }

  @Override
  public boolean looksForDamage() {
    return true;
  }

  @Override
  public void store(BucketStore store, PassReport report) throws IOException {
    for (String said : store.damage()) {
      report.find(Finding.ofStore("damaged-index", said));
    }
  }

  @Override
  public void bucket(Bucket bucket, PassReport report) throws IOException {
    for (LostUpload lost : bucket.upkeep().lostUploads(AGE)) {
      String said =
          lost.inProgress() ? "an upload that nobody can go on with" : "left by an upload";
      Optional<String> key = lost.key().map(ObjectKey::value);
      report.find(new Finding("orphaned-upload", bucket.name(), key, lost.stored(), said));
    }
  }
}
