package com.cipherquay.store;

import static com.cipherquay.store.StoreUnderTest.body;
import static com.cipherquay.store.StoreUnderTest.bytes;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The local store lets go of a version when a small model says so, and never before. */
final class LockPropertyTest {

  /** What is tried next, each time after some time has passed. */
  private enum Deed {
    WRITE,
    RETAIN,
    RELEASE,
    HOLD,
    UNHOLD,
    DELETE,
    MARK
  }

  /**
   * One attempt.
   *
   * @param which of the versions made before
   * @param pause for how many seconds
   * @param seconds of a retention, from then on
   */
  private record Step(
      Deed deed, int which, int pause, RetentionMode mode, int seconds, boolean bypass) {}

  /** What the model knows of one version. */
  private static final class Modelled {
    private final StoredVersion version;
    private long until;
    private boolean compliance;
    private boolean held;
    private boolean gone;

    private Modelled(StoredVersion version) {
      this.version = version;
    }

    private boolean retained(long now, boolean bypass) {
      return now < until && (compliance || !bypass);
    }
  }

  private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");

  private Instant time = START;
  private final List<Modelled> versions = new ArrayList<>();
  private long now;

  private final Clock clock =
      new Clock() {
        @Override
        public ZoneId getZone() {
          return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
          throw new UnsupportedOperationException();
        }

        @Override
        public Instant instant() {
          return time;
        }
      };

  @Provide
  Arbitrary<Step> steps() {
    return Combinators.combine(
            Arbitraries.of(Deed.class),
            Arbitraries.integers().between(0, 5),
            Arbitraries.integers().between(0, 4),
            Arbitraries.of(RetentionMode.class),
            Arbitraries.integers().between(1, 12),
            Arbitraries.of(true, false))
        .as(Step::new);
  }

  @Provide
  Arbitrary<List<Step>> histories() {
    return steps().list().ofMinSize(5).ofMaxSize(40);
  }

  @Property(tries = 150)
  void whatIsLockedStays(@ForAll("histories") List<Step> history) throws IOException {
    versions.clear();
    now = 0;
    Path directory = Files.createTempDirectory("locks");
    try (LocalStore store = LocalStore.open(directory, Durability.BUFFERED, clock)) {
      store.create("bucket", true);
      ObjectStore objects = store.open("bucket");
      for (Step step : history) {
        now += step.pause();
        time = START.plusSeconds(now);
        take(objects, step);
        for (Modelled version : versions) {
          assertEquals(
              version.gone, isGone(objects, version.version), step + " " + version.version);
        }
      }
    } finally {
      try (Stream<Path> files = Files.walk(directory)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private static boolean isGone(ObjectStore objects, StoredVersion version) throws IOException {
    try {
      StoredHead unused = objects.head(version);
      return false;
    } catch (StoreException e) {
      assertEquals(StoreFault.NO_SUCH_VERSION, e.fault());
      return true;
    }
  }

  private void take(ObjectStore objects, Step step) throws IOException {
    if (step.deed() == Deed.WRITE || versions.isEmpty()) {
      write(objects, step);
      return;
    }
    Modelled version = versions.get(step.which() % versions.size());
    if (step.deed() == Deed.MARK) {
      objects.delete(version.version.name());
    } else if (version.gone) {
      assertEquals(Optional.empty(), refusal(() -> objects.delete(version.version)));
    } else {
      change(objects, version, step);
    }
  }

  private void write(ObjectStore objects, Step step) throws IOException {
    StoredName name = new StoredName("name-" + step.which() % 2);
    StoredLock lock = step.bypass() ? StoredLock.NONE.with(retention(step)) : StoredLock.NONE;
    StoredDescription description = StoredDescription.of(StoredMetadata.NONE).with(lock);
    Written written = objects.write(name, body(bytes(9)), description, WriteCondition.NONE);
    Modelled version = new Modelled(new StoredVersion(name, written.versionId()));
    if (step.bypass()) {
      version.until = now + step.seconds();
      version.compliance = step.mode() == RetentionMode.COMPLIANCE;
    }
    versions.add(version);
  }

  private Optional<Retention> retention(Step step) {
    return Optional.of(new Retention(step.mode(), START.plusSeconds(now + step.seconds())));
  }

  private void change(ObjectStore objects, Modelled version, Step step) throws IOException {
    LockStore locks = objects.locks();
    StoredVersion stored = version.version;
    boolean compliance = step.mode() == RetentionMode.COMPLIANCE;
    boolean free = !version.retained(now, step.bypass());
    switch (step.deed()) {
      case RETAIN -> {
        boolean longer = version.compliance == compliance && now + step.seconds() >= version.until;
        boolean done =
            expect(
                free || longer, () -> locks.setRetention(stored, retention(step), step.bypass()));
        if (done) {
          version.until = now + step.seconds();
          version.compliance = compliance;
        }
      }
      case RELEASE -> {
        if (expect(free, () -> locks.setRetention(stored, Optional.empty(), step.bypass()))) {
          version.until = 0;
        }
      }
      case HOLD -> version.held = expect(true, () -> locks.setLegalHold(stored, LegalHold.ON));
      case UNHOLD -> version.held = !expect(true, () -> locks.setLegalHold(stored, LegalHold.OFF));
      case DELETE ->
          version.gone =
              expect(
                  free && !version.held,
                  () -> {
                    if (step.bypass()) {
                      locks.delete(stored);
                    } else {
                      objects.delete(stored);
                    }
                  });
      case WRITE, MARK -> throw new IllegalStateException("done before");
    }
  }

  /** What can be refused. */
  @FunctionalInterface
  private interface Attempt {
    void run() throws IOException;
  }

  private static boolean expect(boolean allowed, Attempt attempt) throws IOException {
    assertEquals(allowed ? Optional.empty() : Optional.of(StoreFault.LOCKED), refusal(attempt));
    return allowed;
  }

  private static Optional<StoreFault> refusal(Attempt attempt) throws IOException {
    try {
      attempt.run();
      return Optional.empty();
    } catch (StoreException e) {
      return Optional.of(e.fault());
    }
  }
}
