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

  PassRun(Vaults vaults, Pass pass, ResumeFile resume, Progress progress) {
    this.vaults = vaults;
    this.pass = pass;
    this.resume = resume;
    this.progress = progress;
  }

  /** Goes through all that is asked for. */
  PassReport run(BucketTarget target) throws IOException {
    ResumeFile.Position start = resume.position(report);
    for (String bucket : target.buckets(vaults)) {
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

  private void run(Pass.Bucket bucket, String directory, String after) throws IOException {
    ObjectWalk walk = bucket.upkeep().walk(directory, after);
    for (List<FoundObject> page = walk.next(); !page.isEmpty(); page = walk.next()) {
      for (int from = 0; from < page.size(); from += Lanes.BATCH) {
        List<FoundObject> batch = page.subList(from, Math.min(from + Lanes.BATCH, page.size()));
        lanes.all(batch, found -> one(bucket, found)).forEach(report::add);
        String last = batch.get(batch.size() - 1).storedName();
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
      if (!OF_ONE.contains(e.fault())) {
        throw e;
      }
      String said = String.valueOf(e.getMessage());
      return Pass.Result.wrong(Finding.of("refused", bucket.name(), found, said));
    }
  }

  @Override
  public void close() {
    lanes.close();
  }
}
