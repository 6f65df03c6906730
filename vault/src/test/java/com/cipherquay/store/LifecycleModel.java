package com.cipherquay.store;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What lifecycle rules leave of a bucket, written down a second time and more simply. */
final class LifecycleModel {

  /** A version or a delete marker. */
  record Item(StoredVersionPage.Entry entry, StoredTags tags) {

    /** What shows of it; a marker that a round makes has a time and an id of its own. */
    String line() {
      return entry.marker()
          ? entry.name() + " marker"
          : entry.name() + " " + entry.etag() + " " + entry.storageClass();
    }
  }

  private static final List<String> ORDER =
      List.of("STANDARD", "STANDARD_IA", "GLACIER_IR", "GLACIER");

  private final List<StoredRule> rules;
  private final Instant now;
  private final Versioning versioning;
  private long changes;

  LifecycleModel(List<StoredRule> rules, Instant now, Versioning versioning) {
    this.rules = rules;
    this.now = now;
    this.versioning = versioning;
  }

  long changes() {
    return changes;
  }

  /** The lines of what is left. */
  List<String> after(List<Item> items) {
    Map<String, List<Item>> byName = new LinkedHashMap<>();
    for (Item item : items) {
      byName.computeIfAbsent(item.entry().name(), name -> new ArrayList<>()).add(item);
    }
    List<String> left = new ArrayList<>();
    byName.values().forEach(history -> left.addAll(ofName(history)));
    return left;
  }

  private List<String> ofName(List<Item> history) {
    List<String> left = new ArrayList<>();
    for (int i = 0; i < history.size(); i++) {
      Item item = history.get(i);
      boolean gone = i == 0 ? expires(history) : expiresOld(history, i);
      if (!gone) {
        left.add(moved(history, i));
        continue;
      }
      changes++;
      boolean current = i == 0 && !item.entry().marker();
      if (current && versioning != Versioning.NEVER) {
        left.add(item.entry().name() + " marker");
        boolean kept =
            versioning == Versioning.ENABLED
                || !item.entry().versionId().equals(StoredVersion.NULL_ID);
        if (kept) {
          left.add(item.line());
        }
      }
    }
    return left;
  }

  private boolean over(int days, Instant from) {
    LocalDate day = LocalDate.ofInstant(from, ZoneOffset.UTC);
    boolean midnight = LocalTime.ofInstant(from, ZoneOffset.UTC).equals(LocalTime.MIDNIGHT);
    LocalDate last = day.plusDays(days + (midnight ? 0L : 1L));
    return !last.isAfter(LocalDate.ofInstant(now, ZoneOffset.UTC));
  }

  private boolean over(LifecycleTime time, Instant from) {
    return time instanceof LifecycleTime.After after
        ? over(after.days(), from)
        : !((LifecycleTime.On) time).date().isAfter(now);
  }

  private List<LifecycleAction> actions(Item item) {
    return rules.stream()
        .filter(rule -> meant(rule.filter(), item))
        .flatMap(rule -> rule.actions().stream())
        .toList();
  }

  private static boolean meant(StoredFilter filter, Item item) {
    StoredVersionPage.Entry entry = item.entry();
    boolean narrow = !filter.tags().isEmpty() || filter.isNarrow();
    return entry.name().startsWith(filter.prefix())
        && !(entry.marker() && narrow)
        && filter.tags().byKey().entrySet().stream()
            .allMatch(tag -> tag.getValue().equals(item.tags().byKey().get(tag.getKey())))
        && entry.size() > filter.greaterThan().orElse(-1)
        && entry.size() < filter.lessThan().orElse(Long.MAX_VALUE);
  }

  private boolean expires(List<Item> history) {
    Item newest = history.get(0);
    boolean lone = newest.entry().marker() && history.size() == 1;
    boolean object = !newest.entry().marker();
    for (LifecycleAction action : actions(newest)) {
      if (action instanceof LifecycleAction.ExpireMarkers && lone) {
        return true;
      }
      if (action instanceof LifecycleAction.Expire expire
          && (lone || object)
          && over(expire.when(), newest.entry().lastModified())) {
        return true;
      }
    }
    return false;
  }

  private boolean due(LifecycleAction.Noncurrent which, List<Item> history, int place) {
    return place - 1 >= which.newer()
        && over(which.days().days(), history.get(place - 1).entry().lastModified());
  }

  private boolean expiresOld(List<Item> history, int place) {
    return actions(history.get(place)).stream()
        .anyMatch(
            action ->
                action instanceof LifecycleAction.ExpireNoncurrent expire
                    && due(expire.which(), history, place));
  }

  private String moved(List<Item> history, int place) {
    Item item = history.get(place);
    int from = ORDER.indexOf(item.entry().storageClass().name());
    int to = from;
    for (LifecycleAction action : actions(item)) {
      if (action instanceof LifecycleAction.Transition move
          && place == 0
          && over(move.when(), item.entry().lastModified())) {
        to = Math.max(to, ORDER.indexOf(move.to().name()));
      } else if (action instanceof LifecycleAction.TransitionNoncurrent move
          && place > 0
          && due(move.which(), history, place)) {
        to = Math.max(to, ORDER.indexOf(move.to().name()));
      }
    }
    if (item.entry().marker() || to == from) {
      return item.line();
    }
    changes++;
    return item.entry().name() + " " + item.entry().etag() + " " + ORDER.get(to);
  }
}
