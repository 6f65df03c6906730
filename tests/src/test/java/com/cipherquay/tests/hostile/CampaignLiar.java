package com.cipherquay.tests.hostile;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * Lies in about half of the operations: once, or all the way through. What it says is decided by
 * the random numbers of the operation alone. Thread-safe.
 */
final class CampaignLiar implements Liar {

  /** How an operation is lied to. */
  private enum Mood {
    HONEST,
    ONCE,
    ALWAYS
  }

  private static final int ATTEMPTS = 4;

  /** All that fit any request count as so many of those that fit one kind. */
  private static final int GENERAL_WEIGHT = 6;

  private final Map<StoreRequest.Kind, List<Lie>> lies = new EnumMap<>(StoreRequest.Kind.class);
  private final List<Lie> general = new ArrayList<>();
  private final boolean honest;
  private final List<String> told = new ArrayList<>();
  private final Set<String> touched = new TreeSet<>();
  private Random random = new Random(0);
  private Mood mood = Mood.HONEST;
  private int wait;

  private CampaignLiar(boolean honest) {
    this.honest = honest;
    for (Lie lie : Lie.all()) {
      if (lie.kinds().size() == StoreRequest.Kind.values().length) {
        general.add(lie);
      } else {
        lie.kinds().forEach(kind -> lies.computeIfAbsent(kind, k -> new ArrayList<>()).add(lie));
      }
    }
  }

  static CampaignLiar lying() {
    return new CampaignLiar(false);
  }

  /** One that never does. */
  static CampaignLiar honest() {
    return new CampaignLiar(true);
  }

  /** A new operation begins. */
  synchronized void begin(Random of) {
    random = of;
    told.clear();
    touched.clear();
    int die = random.nextInt(8);
    mood = honest || die > 4 ? Mood.HONEST : die > 3 ? Mood.ALWAYS : Mood.ONCE;
    wait = Math.max(0, random.nextInt(6) - 3);
  }

  private Lie one(List<Lie> of) {
    return of.get(random.nextInt(of.size()));
  }

  /** Which lies were told in this operation. */
  synchronized List<String> told() {
    return List.copyOf(told);
  }

  /** Under which names the store has done what it likes. */
  synchronized Set<String> touched() {
    return Set.copyOf(touched);
  }

  @Override
  public synchronized StoreReply answer(StoreRequest request, HonestStore store) {
    boolean now = mood == Mood.ALWAYS || (mood == Mood.ONCE && wait-- == 0);
    List<Lie> possible = lies.getOrDefault(request.kind(), List.of());
    for (int i = 0; now && i < ATTEMPTS; i++) {
      boolean special = random.nextInt(possible.size() + GENERAL_WEIGHT) < possible.size();
      Lie lie = one(special ? possible : general);
      Occasion occasion = new Occasion(request, store, random);
      Optional<StoreReply> reply = lie.telling().tell(occasion);
      touched.addAll(occasion.touched());
      if (reply.isPresent()) {
        told.add(lie.name());
        return reply.get();
      }
    }
    return store.answer(request);
  }
}
