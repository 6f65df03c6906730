package com.cipherquay.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What the rules of a bucket ask for at a time. Where they ask for several things, an item is
 * deleted rather than moved, and moved to the coldest of the classes (AWS, "Conflicts in lifecycle
 * configurations").
 */
final class LifecyclePlan {

  /** From warm to cold; objects are only moved that way (AWS, "Transitioning objects"). */
  private static final List<String> COLDER =
      List.of(
          "STANDARD",
          "STANDARD_IA",
          "INTELLIGENT_TIERING",
          "ONEZONE_IA",
          "GLACIER_IR",
          "GLACIER",
          "DEEP_ARCHIVE");

  private final List<StoredRule> rules;
  private final Instant now;

  LifecyclePlan(List<StoredRule> rules, Instant now) {
    this.rules = List.copyOf(rules);
    this.now = now;
  }

  /** Whether the store has a class that objects can be moved to. */
  static boolean canMoveTo(StorageClass storageClass) {
    return COLDER.contains(storageClass.name());
  }

  /** Whether the tags of items are looked at. */
  boolean asksForTags() {
    return rules.stream().anyMatch(rule -> !rule.filter().tags().isEmpty());
  }

  /** The prefixes of all that rules about objects are about, none of which begins another. */
  List<String> prefixes() {
    TreeSet<String> all = new TreeSet<>();
    for (StoredRule rule : rules) {
      boolean objects =
          rule.actions().stream().anyMatch(each -> !(each instanceof LifecycleAction.AbortUploads));
      if (objects) {
        all.add(rule.filter().prefix());
      }
    }
    List<String> prefixes = new ArrayList<>();
    for (String prefix : all) {
      if (prefixes.isEmpty() || !prefix.startsWith(prefixes.get(prefixes.size() - 1))) {
        prefixes.add(prefix);
      }
    }
    return prefixes;
  }

  /** Whether an upload is to be ended. */
  boolean aborts(String name, Instant begun) {
    for (StoredRule rule : rules) {
      for (LifecycleAction action : rule.actions()) {
        if (action instanceof LifecycleAction.AbortUploads abort
            && name.startsWith(rule.filter().prefix())
            && isOver(abort.days(), begun)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether uploads are looked at. */
  boolean abortsAny() {
    return rules.stream()
        .flatMap(rule -> rule.actions().stream())
        .anyMatch(LifecycleAction.AbortUploads.class::isInstance);
  }

  /** What is to be done with an item, if anything. */
  Optional<LifecycleStep> step(LifecycleItem item) {
    Optional<StorageClass> coldest = Optional.empty();
    for (StoredRule rule : rules) {
      if (!isMeant(rule, item)) {
        continue;
      }
      for (LifecycleAction action : rule.actions()) {
        if (deletes(action, item)) {
          return Optional.of(new LifecycleStep.Delete(item));
        }
        coldest = colder(coldest, target(action, item));
      }
    }
    Optional<StorageClass> present = Optional.of(item.storageClass());
    return item.marker() || colder(present, coldest).equals(present)
        ? Optional.empty()
        : coldest.map(to -> new LifecycleStep.Move(item, to));
  }

  /** A delete marker has no tags and no size, so that only a prefix can mean it. */
  private static boolean isMeant(StoredRule rule, LifecycleItem item) {
    StoredFilter filter = rule.filter();
    return item.name().value().startsWith(filter.prefix())
        && (item.marker() ? !filter.isNarrow() : filter.takes(item.size(), item.tags()));
  }

  private boolean deletes(LifecycleAction action, LifecycleItem item) {
    if (action instanceof LifecycleAction.Expire expire) {
      boolean expires = item.isCurrent() && (!item.marker() || item.alone());
      return expires && isOver(expire.when(), item.since());
    }
    if (action instanceof LifecycleAction.ExpireMarkers) {
      return item.isCurrent() && item.marker() && item.alone();
    }
    return action instanceof LifecycleAction.ExpireNoncurrent expire && isDue(expire.which(), item);
  }

  private Optional<StorageClass> target(LifecycleAction action, LifecycleItem item) {
    if (action instanceof LifecycleAction.Transition move) {
      boolean due = item.isCurrent() && isOver(move.when(), item.since());
      return due ? Optional.of(move.to()) : Optional.empty();
    }
    return action instanceof LifecycleAction.TransitionNoncurrent move && isDue(move.which(), item)
        ? Optional.of(move.to())
        : Optional.empty();
  }

  private boolean isDue(LifecycleAction.Noncurrent which, LifecycleItem item) {
    return item.newer() > which.newer() && isOver(which.days(), item.since());
  }

  private boolean isOver(LifecycleTime time, Instant since) {
    return !time.due(since).isAfter(now);
  }

  private static Optional<StorageClass> colder(
      Optional<StorageClass> one, Optional<StorageClass> other) {
    return place(other) > place(one) ? other : one;
  }

  private static int place(Optional<StorageClass> storageClass) {
    return storageClass.map(found -> COLDER.indexOf(found.name())).orElse(-1);
  }
}
