package com.cipherquay.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cipherquay.bench.contestant.Contestant;
import com.cipherquay.bench.contestant.ContestantKind;
import com.cipherquay.bench.contestant.OriginProcess;
import com.cipherquay.bench.contestant.Place;
import com.cipherquay.bench.contestant.Used;
import com.cipherquay.bench.load.Buckets;
import com.cipherquay.bench.load.Done;
import com.cipherquay.bench.load.Lanes;
import com.cipherquay.bench.load.UnexpectedStatusException;
import com.cipherquay.bench.load.Workload;
import com.cipherquay.bench.load.WorkloadKind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every workload against the origin itself. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class WorkloadTest {

  private OriginProcess origin;
  private Contestant direct;

  @BeforeAll
  void start(@TempDir Path scratch) throws IOException, InterruptedException {
    Place place = new Place(scratch, scratch);
    origin = OriginProcess.start(place);
    direct = ContestantKind.DIRECT.start(place, origin.port(), true);
    Buckets.create(direct.endpoint());
  }

  @AfterAll
  void stop() {
    origin.close();
  }

  @ParameterizedTest
  @EnumSource
  void comparesItsBytesAndCountsItsRequests(WorkloadKind kind) throws IOException {
    try (Workload workload = kind.on(direct.endpoint())) {
      workload.prepare();
      long before = origin.calls();
      Done done = Lanes.run(workload, Duration.ZERO);
      assertEquals(done.requests(), origin.calls() - before);
      assertTrue(done.requests() >= workload.clients());
      workload.check();
    }
  }

  @Test
  void noticesWhatIsNotThere() throws IOException {
    try (Workload workload = WorkloadKind.PUT_4K_X16.on(direct.endpoint().in("elsewhere"))) {
      workload.prepare();
      UnexpectedStatusException e =
          assertThrows(UnexpectedStatusException.class, () -> Lanes.run(workload, Duration.ZERO));
      assertEquals(404, e.status());
    }
  }

  @Test
  void readsWhatTheOriginUsed() throws IOException {
    assertTrue(Used.cpuSeconds(origin.pids()) > 0);
    assertTrue(Used.machineSeconds() > Used.cpuSeconds(origin.pids()));
    Used.resetPeak(origin.pids());
    assertTrue(Used.peakKib(origin.pids()) > 0);
  }
}
