package com.cipherquay.store;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lifecycle rules of one bucket of the local store, which it follows when it is told to. What
 * is due is found beside the writer and done in small transactions. A round that was broken off is
 * begun anew: what it has done is not due any more.
 */
final class LocalLifecycle implements LifecycleStore {

  private static final Logger LOG = LoggerFactory.getLogger(LocalLifecycle.class);

  /** Bounds a transaction to some milliseconds. */
  private static final int AT_ONCE = 256;

  private final String bucket;
  private final Index index;
  private final Contents contents;

  LocalLifecycle(String bucket, Index index, Contents contents) {
    this.bucket = bucket;
    this.index = index;
    this.contents = contents;
  }

  @Override
  public void replace(List<StoredRule> rules) throws StoreException {
    if (rules.isEmpty() || rules.size() > StoredRule.MOST) {
      throw new IllegalArgumentException("1 to 1000 rules, not " + rules.size());
    }
    for (StoredRule rule : rules) {
      for (LifecycleAction action : rule.actions()) {
        requireClass(action);
      }
    }
    index.commit(
        updates -> {
          updates.rules().replace(bucket, rules);
          return bucket;
        });
  }

  private static void requireClass(LifecycleAction action) throws StoreException {
    boolean known = true;
    if (action instanceof LifecycleAction.Transition move) {
      known = LifecyclePlan.canMoveTo(move.to());
    } else if (action instanceof LifecycleAction.TransitionNoncurrent move) {
      known = LifecyclePlan.canMoveTo(move.to());
    }
    if (!known) {
      throw new StoreException(StoreFault.CLASS_UNSUPPORTED, action.toString());
    }
  }

  @Override
  public void remove() throws StoreException {
    index.commit(
        updates -> {
          updates.rules().remove(bucket);
          return bucket;
        });
  }

  @Override
  public long follow(Instant now) throws StoreException {
    List<StoredRule> rules =
        index.query(queries -> queries.rules().rules(queries.bucket(bucket).id()));
    LifecyclePlan plan = new LifecyclePlan(rules, now);
    long done = 0;
    for (String prefix : plan.prefixes()) {
      LifecycleScan scan = new LifecycleScan(bucket, plan, prefix);
      while (!scan.hasEnded()) {
        List<LifecycleStep> steps = index.query(scan::next);
        for (int from = 0; from < steps.size(); from += AT_ONCE) {
          done += take(steps.subList(from, Math.min(from + AT_ONCE, steps.size())));
        }
      }
    }
    return plan.abortsAny() ? done + abortUploads(plan) : done;
  }

  private int take(List<LifecycleStep> steps) throws StoreException {
    List<Leftovers> left =
        index.commit(
            updates -> {
              List<Leftovers> all = new ArrayList<>();
              for (LifecycleStep step : steps) {
                attempt(() -> all.add(updates.rules().take(bucket, step)), step);
              }
              return all;
            });
    contents.retire(Leftovers.of(left));
    return left.size();
  }

  /** A change that may be refused, having changed nothing. */
  @FunctionalInterface
  private interface Attempt {
    void run() throws SQLException, StoreException;
  }

  /** What was written to since, or may not be deleted, stays until the next round. */
  private static void attempt(Attempt change, Object what) throws SQLException {
    try {
      change.run();
    } catch (StoreException refused) {
      LOG.debug("the lifecycle leaves {}", what, refused);
    }
  }

  private long abortUploads(LifecyclePlan plan) throws StoreException {
    long done = 0;
    UploadPosition after = UploadPosition.FIRST;
    boolean more = true;
    while (more) {
      UploadPosition from = after;
      StoredUploadPage page =
          index.query(
              queries -> queries.uploads().page(queries.bucket(bucket).id(), "", from, AT_ONCE));
      List<StoredUpload> due = new ArrayList<>();
      for (StoredUploadPage.Entry upload : page.entries()) {
        if (plan.aborts(upload.name(), upload.initiated())) {
          due.add(new StoredUpload(new StoredName(upload.name()), upload.id()));
        }
        after = new UploadPosition(upload.name(), upload.id());
      }
      done += abort(due);
      more = page.truncated();
    }
    return done;
  }

  private int abort(List<StoredUpload> uploads) throws StoreException {
    if (uploads.isEmpty()) {
      return 0;
    }
    List<Leftovers> left =
        index.commit(
            updates -> {
              List<Leftovers> all = new ArrayList<>();
              for (StoredUpload upload : uploads) {
                attempt(() -> all.add(updates.uploads().abort(bucket, upload)), upload);
              }
              return all;
            });
    contents.retire(Leftovers.of(left));
    return left.size();
  }
}
