package com.cipherquay.proxy.upstream;

import com.cipherquay.proxy.s3.xml.LifecycleActions;
import com.cipherquay.proxy.s3.xml.LifecycleDocument;
import com.cipherquay.proxy.s3.xml.LifecycleFilter;
import com.cipherquay.proxy.s3.xml.TaggingDocument;
import com.cipherquay.store.LifecycleAction;
import com.cipherquay.store.LifecycleTime;
import com.cipherquay.store.StoredFilter;
import com.cipherquay.store.StoredRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/** Lifecycle rules as S3 writes them. */
final class UpstreamRules {

  private UpstreamRules() {}

  /** The document; the rules get numbers for names, which say nothing. */
  static LifecycleDocument document(List<StoredRule> rules) {
    List<LifecycleDocument.Rule> all = new ArrayList<>();
    for (StoredRule rule : rules) {
      all.add(
          new LifecycleDocument.Rule(
              Optional.of("cq-" + (all.size() + 1)),
              true,
              filter(rule.filter()),
              actions(rule.actions())));
    }
    return new LifecycleDocument(all);
  }

  /** Whether a store may not know everything in a rule, and do more than it is asked for. */
  static boolean asksForMuch(StoredRule rule) {
    return rule.filter().isNarrow()
        || rule.actions().stream()
            .flatMap(action -> noncurrent(action).stream())
            .anyMatch(which -> which.newer() > 0);
  }

  private static Optional<LifecycleAction.Noncurrent> noncurrent(LifecycleAction action) {
    if (action instanceof LifecycleAction.ExpireNoncurrent expire) {
      return Optional.of(expire.which());
    }
    return action instanceof LifecycleAction.TransitionNoncurrent move
        ? Optional.of(move.which())
        : Optional.empty();
  }

  private static LifecycleFilter filter(StoredFilter filter) {
    List<TaggingDocument.Tag> tags =
        new TreeMap<>(filter.tags().byKey())
            .entrySet().stream()
                .map(tag -> new TaggingDocument.Tag(tag.getKey(), tag.getValue()))
                .toList();
    return LifecycleFilter.of(filter.prefix(), tags, filter.greaterThan(), filter.lessThan());
  }

  private static LifecycleActions actions(List<LifecycleAction> actions) {
    List<LifecycleActions.Transition> moves = new ArrayList<>();
    List<LifecycleActions.NoncurrentTransition> noncurrentMoves = new ArrayList<>();
    Optional<LifecycleActions.Expiration> expiration = Optional.empty();
    Optional<LifecycleActions.Noncurrent> noncurrent = Optional.empty();
    OptionalInt abort = OptionalInt.empty();
    for (LifecycleAction action : actions) {
      if (action instanceof LifecycleAction.Transition move) {
        moves.add(new LifecycleActions.Transition(when(move.when()), move.to().name()));
      } else if (action instanceof LifecycleAction.TransitionNoncurrent move) {
        noncurrentMoves.add(
            new LifecycleActions.NoncurrentTransition(which(move.which()), move.to().name()));
      } else if (action instanceof LifecycleAction.Expire expire) {
        expiration =
            Optional.of(
                new LifecycleActions.Expiration(
                    Optional.of(when(expire.when())), Optional.empty()));
      } else if (action instanceof LifecycleAction.ExpireMarkers) {
        expiration =
            Optional.of(new LifecycleActions.Expiration(Optional.empty(), Optional.of(true)));
      } else if (action instanceof LifecycleAction.ExpireNoncurrent expire) {
        noncurrent = Optional.of(which(expire.which()));
      } else if (action instanceof LifecycleAction.AbortUploads uploads) {
        abort = OptionalInt.of(uploads.days().days());
      }
    }
    return new LifecycleActions(moves, expiration, noncurrentMoves, noncurrent, abort);
  }

  private static LifecycleActions.When when(LifecycleTime time) {
    return time instanceof LifecycleTime.After after
        ? new LifecycleActions.When(OptionalInt.of(after.days()), Optional.empty())
        : new LifecycleActions.When(
            OptionalInt.empty(), Optional.of(((LifecycleTime.On) time).date()));
  }

  private static LifecycleActions.Noncurrent which(LifecycleAction.Noncurrent which) {
    return new LifecycleActions.Noncurrent(
        which.days().days(),
        which.newer() > 0 ? OptionalInt.of(which.newer()) : OptionalInt.empty());
  }
}
