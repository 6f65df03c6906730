package com.cipherquay.store;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * What a crashing writer does with a name at a step of its own: all of it follows from the two
 * numbers, so that whoever knows them knows every byte.
 *
 * @param slot which of the writer's names
 * @param step how many operations the name has seen
 */
record CrashValue(int slot, int step) {

  /** What is done with the name. */
  enum Action {
    DELETE,
    WRITE,
    /** Onto itself, with other metadata. */
    COPY,
    /** In parts. */
    UPLOAD,
    /** The same, but given up before the end. */
    ABORT
  }

  /** The actions of the steps, again and again; the first leaves no object. */
  private static final List<Action> ACTIONS =
      List.of(
          Action.DELETE,
          Action.WRITE,
          Action.COPY,
          Action.UPLOAD,
          Action.COPY,
          Action.ABORT,
          Action.WRITE);

  /** Names in use; each is written by one thread only. */
  static final int SLOTS = 32;

  static final int PARTS = 3;

  static StoredName name(int slot) {
    return new StoredName("slot/" + slot);
  }

  Action action() {
    return ACTIONS.get(step % ACTIONS.size());
  }

  /** The next step that leaves no object. */
  CrashValue nextDelete() {
    return new CrashValue(slot, (step / ACTIONS.size() + 1) * ACTIONS.size());
  }

  /** The object that is there after the step. */
  byte[] body() {
    return join(PARTS);
  }

  /** The first parts of what the step writes. */
  byte[] join(int count) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    IntStream.rangeClosed(1, count).mapToObj(this::part).forEach(body::writeBytes);
    return body.toByteArray();
  }

  /** A part of the object; one that is written at once has but one. */
  byte[] part(int number) {
    return switch (action()) {
      case COPY -> new CrashValue(slot, step - 1).part(number);
      case DELETE -> new byte[0];
      case WRITE -> number == 1 ? random(1, 600_000) : new byte[0];
      case UPLOAD, ABORT -> random(number, 200_000);
    };
  }

  private byte[] random(int number, int large) {
    Random random = new Random(slot * 1_000_003L + step * 10L + number);
    // Half in the index and half in files, some of them long enough to be caught half written.
    int size = random.nextInt(random.nextBoolean() ? Contents.INLINE_LIMIT : large);
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    return bytes;
  }

  /** How many content files the object has. */
  long files() {
    return IntStream.rangeClosed(1, PARTS)
        .filter(number -> part(number).length > Contents.INLINE_LIMIT)
        .count();
  }

  /** The value that is there after the step. */
  CrashValue effect() {
    return action() == Action.ABORT ? new CrashValue(slot, step - 1) : this;
  }

  /** The metadata that tells which value an object is; empty if the step leaves none. */
  Optional<StoredMetadata> expected() {
    return action() == Action.DELETE ? Optional.empty() : Optional.of(metadata());
  }

  StoredMetadata metadata() {
    return StoredMetadata.of(new byte[] {(byte) slot, (byte) (step >> 8), (byte) step, 1});
  }
}
