package com.cipherquay.proxy.operation;

import com.cipherquay.proxy.s3.xml.LifecycleActions;
import com.cipherquay.proxy.s3.xml.LifecycleDocument;
import com.cipherquay.proxy.s3.xml.LifecycleFilter;
import com.cipherquay.store.LifecycleAction;
import com.cipherquay.store.LifecycleTime;
import com.cipherquay.store.StorageClass;
import com.cipherquay.vault.LifecycleRule;
import java.util.ArrayList;
import java.util.List;

/** How S3 speaks of lifecycle rules. */
final class LifecycleWords {

  private LifecycleWords() {}

  /**
   * What a rule of a document means; without actions if it does nothing.
   *
   * @throws com.cipherquay.proxy.s3.S3Exception {@code InvalidTag}, {@code BadRequest} for tags
   *     that no object can have
   */
  static LifecycleRule rule(LifecycleDocument.Rule rule) {
    LifecycleFilter filter = rule.filter();
    return new LifecycleRule(
        filter.prefix().orElse(""),
        TagWords.of(filter.tags()),
        filter.greaterThan(),
        filter.lessThan(),
        actions(rule.actions()));
  }

  private static List<LifecycleAction> actions(LifecycleActions actions) {
    List<LifecycleAction> all = new ArrayList<>();
    for (LifecycleActions.Transition move : actions.transitions()) {
      StorageClass to = new StorageClass(move.storageClass());
      all.add(new LifecycleAction.Transition(time(move.when()), to));
    }
    for (LifecycleActions.NoncurrentTransition move : actions.noncurrentTransitions()) {
      StorageClass to = new StorageClass(move.storageClass());
      all.add(new LifecycleAction.TransitionNoncurrent(which(move.which()), to));
    }
    actions.expiration().ifPresent(expiration -> add(all, expiration));
    actions
        .noncurrentExpiration()
        .ifPresent(which -> all.add(new LifecycleAction.ExpireNoncurrent(which(which))));
    actions
        .abortDays()
        .ifPresent(
            days -> all.add(new LifecycleAction.AbortUploads(new LifecycleTime.After(days))));
    return all;
  }

  private static void add(List<LifecycleAction> all, LifecycleActions.Expiration expiration) {
    expiration.when().ifPresent(when -> all.add(new LifecycleAction.Expire(time(when))));
    if (expiration.markers().orElse(false)) {
      all.add(new LifecycleAction.ExpireMarkers());
    }
  }

  private static LifecycleTime time(LifecycleActions.When when) {
    return when.days().isPresent()
        ? new LifecycleTime.After(when.days().getAsInt())
        : new LifecycleTime.On(when.date().orElseThrow());
  }

  private static LifecycleAction.Noncurrent which(LifecycleActions.Noncurrent which) {
    return new LifecycleAction.Noncurrent(
        new LifecycleTime.After(which.days()), which.newer().orElse(0));
  }
}
