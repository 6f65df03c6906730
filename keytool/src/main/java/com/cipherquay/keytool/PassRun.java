package com.cipherquay.keytool;

import com.cipherquay.store.StoreException;
import com.cipherquay.store.StoreFault;
import com.cipherquay.vault.FoundObject;
import com.cipherquay.vault.ObjectWalk;
import com.cipherquay.vault.VaultException;
import com.cipherquay.vault.Vaults;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Goes through buckets: a page of names at a time, some objects at once. What is done is noted, so
 * that a run that was killed goes on a few objects before the place where it was. Memory does not
 * grow with the bucket.
 */
final class PassRun implements AutoCloseable {

  /** What a store refuses about one object, and not about the next. */
  private static final Set<StoreFault> OF_ONE =
      EnumSet.of(
          StoreFault.LOCKED,
          StoreFault.TOO_LARGE,
          StoreFault.CLASS_UNSUPPORTED,
          StoreFault.TAGS_UNSUPPORTED,
          StoreFault.UNSUPPORTED);

  private final Vaults vaults;
  private final Pass pass;
  private final ResumeFile resume;
  private final Progress progress;
  private final PassReport report = new PassReport();
  private final Lanes lanes = new Lanes();

  /** The stored name up to which the bucket in work is done. */
  private String last = "";

  PassRun(Vaults vaults, Pass pass, ResumeFile resume, Progress progress) {
    this.vaults = vaults;
    this.pass = pass;
    this.resume = resume;
    this.progress = progress;
  }

  /** Goes through all that is asked for. */
  PassReport run(BucketTarget target) throws IOException {
    ResumeFile.Position start = resume.position(report);
    for (String bucket : buckets(target)) {
      int order = bucket.compareTo(start.bucket());
      if (order >= 0) {
        run(
            new Pass.Bucket(bucket, vaults.upkeep(bucket)),
            target.directory(),
            order == 0 ? start.after() : "");
      }
    }
    progress.end();
    resume.finish();
    return report;
  }

  private List<String> buckets(BucketTarget target) throws IOException {
    try {
      return target.buckets(vaults);
    } catch (StoreException e) {
      requireLookingFor(e);
      report.find(Finding.ofStore("unreadable", "the list of buckets: " + e.getMessage()));
      return List.of();
    }
  }

  private void run(Pass.Bucket bucket, String directory, String after) throws IOException {
    try {
      walk(bucket, directory, after);
    } catch (StoreException e) {
      requireLookingFor(e);
      report.find(
          Finding.ofStore(
              "unreadable",
              "what comes in s3://" + bucket.name() + " after " + last + ": " + e.getMessage()));
    }
  }

  /** What is broken is the failure of whoever does not look for it. */
  private void requireLookingFor(StoreException broken) throws StoreException {
    if (broken.fault() != StoreFault.BROKEN || !pass.looksForDamage()) {
      throw broken;
    }
  }

  private void walk(Pass.Bucket bucket, String directory, String after) throws IOException {
    last = after;
    ObjectWalk walk = bucket.upkeep().walk(directory, after);
    for (List<FoundObject> page = walk.next(); !page.isEmpty(); page = walk.next()) {
      for (int from = 0; from < page.size(); from += Lanes.BATCH) {
        List<FoundObject> batch = page.subList(from, Math.min(from + Lanes.BATCH, page.size()));
        lanes.all(batch, found -> one(bucket, found)).forEach(report::add);
        last = batch.get(batch.size() - 1).storedName();
        resume.note(new ResumeFile.Position(bucket.name(), last), report);
        progress.show(report.of("objects"), "s3://" + bucket.name() + "/" + directory);
      }
    }
    pass.bucket(bucket, report);
  }

  private Pass.Result one(Pass.Bucket bucket, FoundObject found) throws IOException {
    try {
      return pass.object(bucket, found);
    } catch (VaultException e) {
      String kind = Findings.kind(e.fault());
      String said = String.valueOf(e.getMessage());
      return Pass.Result.wrong(Finding.of(kind, bucket.name(), found, said));
    } catch (StoreException e) {
      String said = String.valueOf(e.getMessage());
      if (e.fault() == StoreFault.BROKEN && pass.looksForDamage()) {
        return Pass.Result.wrong(Finding.of("damaged", bucket.name(), found, said));
      }
      if (!OF_ONE.contains(e.fault())) {
        throw e;
      }
      return Pass.Result.wrong(Finding.of("refused", bucket.name(), found, said));
    }
  }

  @Override
  public void close() {
    lanes.close();
  }
}
