package com.cipherquay.proxy.s3.xml;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import javax.xml.stream.XMLStreamException;

/**
 * What a lifecycle rule does (AWS, "Lifecycle configuration elements").
 *
 * @param expiration of current objects, or of delete markers
 * @param abortDays after how many days uploads end that were not completed
 */
public record LifecycleActions(
    List<Transition> transitions,
    Optional<Expiration> expiration,
    List<NoncurrentTransition> noncurrentTransitions,
    Optional<Noncurrent> noncurrentExpiration,
    OptionalInt abortDays) {

  /** Nothing. */
  public static final LifecycleActions NONE =
      new LifecycleActions(
          List.of(), Optional.empty(), List.of(), Optional.empty(), OptionalInt.empty());

  /**
   * When something is done with a current object: one of the two.
   *
   * @param days since it was created
   * @param date a midnight of UTC
   */
  public record When(OptionalInt days, Optional<Instant> date) {}

  /** A current object goes to another class. */
  public record Transition(When when, String storageClass) {}

  /**
   * Either a time or a word about delete markers.
   *
   * @param markers whether delete markers go that have nothing behind them
   */
  public record Expiration(Optional<When> when, Optional<Boolean> markers) {}

  /**
   * Which versions that are not current.
   *
   * @param days since there is a newer one
   * @param newer how many newer ones, not counting the current one, there must be
   */
  public record Noncurrent(int days, OptionalInt newer) {}

  /** A version that is not current goes to another class. */
  public record NoncurrentTransition(Noncurrent which, String storageClass) {}

  private static final String EXPIRATION = "Expiration";
  private static final String TRANSITION = "Transition";
  private static final String NONCURRENT_EXPIRATION = "NoncurrentVersionExpiration";
  private static final String NONCURRENT_TRANSITION = "NoncurrentVersionTransition";
  private static final String ABORT = "AbortIncompleteMultipartUpload";
  private static final String DAYS = "Days";
  private static final String DATE = "Date";
  private static final String MARKERS = "ExpiredObjectDeleteMarker";
  private static final String NONCURRENT_DAYS = "NoncurrentDays";
  private static final String NEWER = "NewerNoncurrentVersions";
  private static final String CLASS = "StorageClass";
  private static final String ABORT_DAYS = "DaysAfterInitiation";

  /** The elements of a rule that are about this. */
  static final Set<String> ELEMENTS =
      Set.of(EXPIRATION, TRANSITION, NONCURRENT_EXPIRATION, NONCURRENT_TRANSITION, ABORT);

  private static final Set<String> CLASSES =
      Set.of(
          "DEEP_ARCHIVE",
          "GLACIER",
          "GLACIER_IR",
          "INTELLIGENT_TIERING",
          "ONEZONE_IA",
          "STANDARD_IA");
  private static final Set<String> SLOW_CLASSES = Set.of("STANDARD_IA", "ONEZONE_IA");
  private static final int SLOW_DAYS = 30;
  private static final int MOST_NEWER = 100;

  public LifecycleActions {
    transitions = List.copyOf(transitions);
    noncurrentTransitions = List.copyOf(noncurrentTransitions);
  }

  /** Whether it is about delete markers and nothing else. */
  boolean hasMarkers() {
    return expiration.flatMap(Expiration::markers).isPresent();
  }

  static LifecycleActions parse(XmlElement rule) {
    LifecycleActions actions =
        new LifecycleActions(
            rule.all(TRANSITION).stream().map(LifecycleActions::transition).toList(),
            rule.one(EXPIRATION).map(LifecycleActions::expiration),
            rule.all(NONCURRENT_TRANSITION).stream().map(LifecycleActions::noncurrentMove).toList(),
            rule.one(NONCURRENT_EXPIRATION).map(LifecycleActions::noncurrentExpiration),
            abort(rule));
    LifecycleTerms.requireRequest(
        !actions.equals(NONE), "At least one action needs to be specified in a rule");
    requireDifferent(
        TRANSITION, actions.transitions().stream().map(Transition::storageClass).toList());
    requireDifferent(
        NONCURRENT_TRANSITION,
        actions.noncurrentTransitions().stream().map(NoncurrentTransition::storageClass).toList());
    for (Transition transition : actions.transitions()) {
      requireBefore(transition, actions.expiration().flatMap(Expiration::when));
    }
    return actions;
  }

  private static void requireDifferent(String element, List<String> classes) {
    LifecycleTerms.requireRequest(
        new HashSet<>(classes).size() == classes.size(),
        "'StorageClass' must be different for '" + element + "' actions in same 'Rule'");
  }

  /** What is moved must be there a while. */
  private static void requireBefore(Transition transition, Optional<When> expiration) {
    OptionalInt moved = transition.when().days();
    OptionalInt ended = expiration.map(When::days).orElse(OptionalInt.empty());
    boolean comparable = moved.isPresent() && ended.isPresent();
    LifecycleTerms.requireArgument(
        !comparable || moved.getAsInt() < ended.getAsInt(),
        "'Days' in the Expiration action must be greater than 'Days' in the Transition action");
    LifecycleTerms.requireRequest(
        expiration.isEmpty() || comparable || (moved.isEmpty() && ended.isEmpty()),
        "Found mixed 'Date' and 'Days' based Expiration and Transition actions in lifecycle rule");
  }

  private static When when(XmlElement element, int least, String otherwise) {
    When when =
        new When(
            LifecycleTerms.number(element, DAYS, least, otherwise),
            LifecycleTerms.date(element, DATE));
    XmlElement.require(when.days().isPresent() != when.date().isPresent());
    return when;
  }

  private static Transition transition(XmlElement element) {
    LifecycleTerms.requireOnly(element, Set.of(DAYS, DATE, CLASS));
    When when = when(element, 0, "'Days' in the Transition action must be nonnegative");
    String storageClass = storageClass(element);
    requireSlow(TRANSITION, when.days(), storageClass);
    return new Transition(when, storageClass);
  }

  private static String storageClass(XmlElement element) {
    String name = LifecycleTerms.text(element, CLASS).orElse("").strip();
    XmlElement.require(CLASSES.contains(name));
    return name;
  }

  private static void requireSlow(String element, OptionalInt days, String storageClass) {
    boolean early =
        SLOW_CLASSES.contains(storageClass) && days.isPresent() && days.getAsInt() < SLOW_DAYS;
    LifecycleTerms.requireArgument(
        !early,
        "'Days' in %s action must be greater than or equal to %d for storageClass '%s'"
            .formatted(element, SLOW_DAYS, storageClass));
  }

  private static Expiration expiration(XmlElement element) {
    LifecycleTerms.requireOnly(element, Set.of(DAYS, DATE, MARKERS));
    Optional<Boolean> markers = LifecycleTerms.truth(element, MARKERS);
    if (markers.isPresent()) {
      XmlElement.require(element.children().size() == 1);
      return new Expiration(Optional.empty(), markers);
    }
    When when = when(element, 1, "'Days' for Expiration action must be a positive integer");
    return new Expiration(Optional.of(when), markers);
  }

  private static Noncurrent noncurrent(XmlElement element, int least, String action) {
    OptionalInt days =
        LifecycleTerms.number(
            element,
            NONCURRENT_DAYS,
            least,
            "'NoncurrentDays' for "
                + action
                + " action must be "
                + (least > 0 ? "a positive integer" : "nonnegative"));
    XmlElement.require(days.isPresent());
    String bounds = "'NewerNoncurrentVersions' must be between 1 and " + MOST_NEWER;
    OptionalInt newer = LifecycleTerms.number(element, NEWER, 1, bounds);
    LifecycleTerms.requireArgument(newer.orElse(1) <= MOST_NEWER, bounds);
    return new Noncurrent(days.getAsInt(), newer);
  }

  private static Noncurrent noncurrentExpiration(XmlElement element) {
    LifecycleTerms.requireOnly(element, Set.of(NONCURRENT_DAYS, NEWER));
    return noncurrent(element, 1, NONCURRENT_EXPIRATION);
  }

  private static NoncurrentTransition noncurrentMove(XmlElement element) {
    LifecycleTerms.requireOnly(element, Set.of(NONCURRENT_DAYS, NEWER, CLASS));
    Noncurrent which = noncurrent(element, 0, NONCURRENT_TRANSITION);
    String storageClass = storageClass(element);
    requireSlow(NONCURRENT_TRANSITION, OptionalInt.of(which.days()), storageClass);
    return new NoncurrentTransition(which, storageClass);
  }

  private static OptionalInt abort(XmlElement rule) {
    Optional<XmlElement> abort = rule.one(ABORT);
    if (abort.isEmpty()) {
      return OptionalInt.empty();
    }
    LifecycleTerms.requireOnly(abort.get(), Set.of(ABORT_DAYS));
    OptionalInt days =
        LifecycleTerms.number(
            abort.get(),
            ABORT_DAYS,
            1,
            "'DaysAfterInitiation' for AbortIncompleteMultipartUpload action must be a positive"
                + " integer");
    XmlElement.require(days.isPresent());
    return days;
  }

  void write(XmlWriter out) throws XMLStreamException {
    for (Transition transition : transitions) {
      out.element(
          TRANSITION,
          one -> {
            write(one, transition.when());
            one.element(CLASS, transition.storageClass());
          });
    }
    if (expiration.isPresent()) {
      out.element(EXPIRATION, one -> write(one, expiration.get()));
    }
    for (NoncurrentTransition transition : noncurrentTransitions) {
      out.element(
          NONCURRENT_TRANSITION,
          one -> {
            write(one, transition.which());
            one.element(CLASS, transition.storageClass());
          });
    }
    if (noncurrentExpiration.isPresent()) {
      out.element(NONCURRENT_EXPIRATION, one -> write(one, noncurrentExpiration.get()));
    }
    if (abortDays.isPresent()) {
      out.element(ABORT, one -> one.element(ABORT_DAYS, abortDays.getAsInt()));
    }
  }

  private static void write(XmlWriter out, When when) throws XMLStreamException {
    if (when.days().isPresent()) {
      out.element(DAYS, when.days().getAsInt());
    }
    if (when.date().isPresent()) {
      out.element(DATE, when.date().get());
    }
  }

  private static void write(XmlWriter out, Expiration expiration) throws XMLStreamException {
    if (expiration.when().isPresent()) {
      write(out, expiration.when().get());
    }
    if (expiration.markers().isPresent()) {
      out.element(MARKERS, expiration.markers().get().toString());
    }
  }

  private static void write(XmlWriter out, Noncurrent which) throws XMLStreamException {
    out.element(NONCURRENT_DAYS, which.days());
    if (which.newer().isPresent()) {
      out.element(NEWER, which.newer().getAsInt());
    }
  }
}
