package com.cipherquay.tests.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cipherquay.tests.Endpoint;
import com.cipherquay.tests.ProxyProcess;
import com.cipherquay.tests.RawResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** A proxy behind a {@link FaultyUpstream}, and clients that do one thing after the other. */
final class FaultLane implements AutoCloseable {

  static final String BUCKET = "faults";

  /** How long a connection may stand still and an answer may take; one is waited for once. */
  private static final String TIMEOUT = "2s";

  /** Nothing waits for more than two timeouts; the rest is for a machine that is busy. */
  private static final Duration DEADLINE = Duration.ofSeconds(15);

  private static final Set<String> CODES =
      Set.of("503 ServiceUnavailable", "503 SlowDown", "500 InternalError");

  private final FaultyUpstream relay;
  private final ProxyProcess proxy;
  private final PlainS3 s3;
  private final String name;
  private long made;
  private int faults;

  private FaultLane(FaultyUpstream relay, ProxyProcess proxy, String name) {
    this.relay = relay;
    this.proxy = proxy;
    this.name = name;
    this.s3 = new PlainS3(proxy.endpoint(), BUCKET);
    this.made = (name.hashCode() & 0xffffL) << 32;
  }

  static FaultLane start(Endpoint store, Path data, String name) throws IOException {
    FaultyUpstream relay = FaultyUpstream.before(store);
    ProxyProcess.Setup setup =
        ProxyProcess.Setup.upstream(data, relay.endpoint())
            .with("CIPHERQUAY_UPSTREAM_CONNECT_TIMEOUT", TIMEOUT)
            .with("CIPHERQUAY_UPSTREAM_IDLE_TIMEOUT", TIMEOUT)
            .with("CIPHERQUAY_UPSTREAM_RESPONSE_TIMEOUT", TIMEOUT);
    FaultLane lane = new FaultLane(relay, ProxyProcess.start(setup), name);
    lane.warm();
    return lane;
  }

  /** What has just started is slower than the timeouts allow on a machine that is busy. */
  private void warm() {
    String key = name + "/warm";
    int answered = 0;
    for (int i = 0; i < 40; i++) {
      try {
        s3.put(key, content(Fault.ERROR));
        answered += s3.read(key).length > 0 ? 1 : 0;
      } catch (RefusedException e) {
        assertEquals("503 ServiceUnavailable", e.answer().outcome());
      }
    }
    assertTrue(answered > 20, "the store does not even answer before anything is broken");
  }

  PlainS3 s3() {
    return s3;
  }

  ProxyProcess proxy() {
    return proxy;
  }

  FaultyUpstream relay() {
    return relay;
  }

  /** How many requests were broken. */
  int faults() {
    return faults;
  }

  /** Breaks every request that an act makes to the store, one at a time. */
  void breakEach(Act act, Fault fault) {
    int requests = countRequests(act);
    assertTrue(requests > 0, () -> act + " asks the store for nothing");
    for (int but = 0; but < requests; but++) {
      boolean silence = fault.isSilent() && act.takesLong() && but > 0;
      if (!silence) {
        breakOne(act, fault, but);
      }
    }
  }

  private int countRequests(Act act) {
    Deed deed = Deed.prepare(s3, act, nextName(act), content(Fault.ERROR));
    relay.count();
    deed.run();
    return relay.requests();
  }

  private void breakOne(Act act, Fault fault, int but) {
    String when = ", " + act + " with " + fault + " of request " + but + " by " + name;
    Deed deed = Deed.prepare(s3, act, nextName(act), content(fault));
    relay.count();
    relay.arm(fault, but);
    long start = System.nanoTime();
    Optional<RuntimeException> failure = attempt(deed);
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    relay.count();
    faults++;
    assertTrue(took.compareTo(DEADLINE) < 0, () -> took + when);
    failure.ifPresent(it -> requireProper(act, it, when));
    deed.look(when);
    if (failure.isPresent()) {
      deed.repeat(fault.isDone(), when);
      deed.look(when + ", once more");
    }
    deed.lookForSurplus(failure.isPresent() && fault.isDone() ? 1 : 0, when);
  }

  private static Optional<RuntimeException> attempt(Deed deed) {
    try {
      deed.run();
      return Optional.empty();
    } catch (RefusedException | UncheckedIOException e) {
      return Optional.of(e);
    }
  }

  /** An S3 error that says whose fault it is not; only an answer that has begun may break off. */
  private static void requireProper(Act act, RuntimeException failure, String when) {
    if (failure instanceof RefusedException refused) {
      RawResponse answer = refused.answer();
      boolean head = act == Act.HEAD && answer.status() >= 500;
      assertTrue(head || CODES.contains(answer.outcome()), () -> answer.outcome() + when);
    } else {
      assertEquals(Act.READ, act, () -> failure + when);
    }
  }

  private Content content(Fault fault) {
    // Standing still in the middle of a body takes one that no socket buffer holds.
    return new Content(made += 2, fault == Fault.STALL_IN_BODY ? Content.PART : 200_000);
  }

  private String nextName(Act act) {
    return name + "/" + act + made;
  }

  @Override
  public void close() {
    try (relay) {
      proxy.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
