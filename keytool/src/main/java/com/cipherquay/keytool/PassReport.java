package com.cipherquay.keytool;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What came of going through buckets: counts, and what was found. Used by one thread. */
final class PassReport {

  /** How many findings are named; more are only counted. */
  static final int MOST = 10_000;

  /** The count of findings that are not named. */
  private static final String MORE = "more-findings";

  private final Map<String, Long> counts = new TreeMap<>();
  private final List<Finding> findings = new ArrayList<>();
  private final List<Finding> notes = new ArrayList<>();

  void count(String what, long amount) {
    counts.merge(what, amount, Long::sum);
  }

  void find(Finding finding) {
    if (findings.size() < MOST) {
      findings.add(finding);
    } else {
      count(MORE, 1);
    }
  }

  /** Names something that is worth to be known, and not wrong. */
  void note(Finding note) {
    if (notes.size() < MOST) {
      notes.add(note);
    }
  }

  /** Takes what came of one object. */
  void add(Pass.Result result) {
    count("objects", result.object() ? 1 : 0);
    result.count().ifPresent(what -> count(what, 1));
    if (result.bytes() > 0) {
      count("bytes", result.bytes());
    }
    result.finding().ifPresent(this::find);
  }

  long of(String what) {
    return counts.getOrDefault(what, 0L);
  }

  boolean isClean() {
    return findings.isEmpty();
  }

  Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("counts", counts);
    fields.put("findings", findings.stream().map(Finding::fields).toList());
    if (!notes.isEmpty()) {
      fields.put("notes", notes.stream().map(Finding::fields).toList());
    }
    return fields;
  }

  String text() {
    StringBuilder text = new StringBuilder();
    notes.forEach(note -> text.append(note.text()).append(System.lineSeparator()));
    findings.forEach(finding -> text.append(finding.text()).append(System.lineSeparator()));
    SortedMap<String, Long> shown = new TreeMap<>(counts);
    Optional<Long> objects = Optional.ofNullable(shown.remove("objects"));
    return text.append(objects.orElse(0L))
        .append(" objects")
        .append(
            shown.entrySet().stream()
                .map(count -> ", " + count.getValue() + " " + count.getKey())
                .collect(Collectors.joining()))
        .toString();
  }
}
