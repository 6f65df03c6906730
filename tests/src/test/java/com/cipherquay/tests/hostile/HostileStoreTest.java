package com.cipherquay.tests.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever the store says, nobody gets anything but what was written: random operations of a client
 * over a store that lies at random.
 *
 * <p>{@code -Dcipherquay.tests.seed} repeats one campaign, from operation {@code
 * -Dcipherquay.tests.first} to before operation {@code -Dcipherquay.tests.operations}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class HostileStoreTest {

  private static final int OPERATIONS = 600;

  private HostilePlace place;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    place = HostilePlace.withSmallParts(folder);
  }

  @AfterAll
  void stop() {
    place.close();
  }

  /** Some that are always the same, and one that never was before; or the one that is asked for. */
  static LongStream seeds() {
    return Optional.ofNullable(Long.getLong("cipherquay.tests.seed"))
        .map(LongStream::of)
        .orElse(LongStream.of(1, 2, new Random().nextInt(1 << 30)));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whatever_the_store_says(long seed) throws IOException {
    int first = Integer.getInteger("cipherquay.tests.first", 0);
    int end = Integer.getInteger("cipherquay.tests.operations", OPERATIONS);
    Campaign campaign = Shrinking.run(place, seed, new Campaign.Length(first, end));
    System.out.println(campaign.report());
    assertEquals(end, campaign.done());
  }

  /** The harness knows what S3 does: over an honest store every single answer is foretold. */
  @Test
  void over_an_honest_store() throws IOException {
    Campaign campaign = Campaign.of(place, CampaignLiar.honest(), 0);
    campaign.prepare();
    campaign.run(new Campaign.Length(0, OPERATIONS / 2));
    assertEquals(OPERATIONS / 2, campaign.done());
  }
}
