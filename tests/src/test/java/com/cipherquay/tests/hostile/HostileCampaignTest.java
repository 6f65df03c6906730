package com.cipherquay.tests.hostile;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@link HostileStoreTest} does, for as long as somebody wants: {@code
 * -Dcipherquay.tests.operations} or {@code -Dcipherquay.tests.minutes}, whichever is reached first.
 * {@code -Dcipherquay.tests.campaign} repeats a whole one. One process of the product stands all of
 * it.
 */
@Tag("campaign")
final class HostileCampaignTest {

  /** After so many a campaign begins anew, with other keys and another canary. */
  private static final int STRETCH = 5_000;

  @Test
  void for_as_long_as_somebody_wants(@TempDir Path folder) throws IOException {
    int operations = Integer.getInteger("cipherquay.tests.operations", 100_000);
    Duration most = Duration.ofMinutes(Integer.getInteger("cipherquay.tests.minutes", 15));
    Instant end = Instant.now().plus(most);
    Random seeds =
        Optional.ofNullable(Long.getLong("cipherquay.tests.campaign"))
            .map(Random::new)
            .orElseGet(Random::new);
    Set<String> told = new TreeSet<>();
    int done = 0;
    try (HostilePlace place = HostilePlace.withSmallParts(folder)) {
      while (done < operations && Instant.now().isBefore(end)) {
        Campaign.Length length = new Campaign.Length(0, Math.min(STRETCH, operations - done), end);
        Campaign campaign = Shrinking.run(place, seeds.nextInt(1 << 30), length);
        done += campaign.done();
        told.addAll(campaign.told().keySet());
        System.out.println(campaign.report());
      }
    }
    Set<String> never = Lie.all().stream().map(Lie::name).collect(Collectors.toSet());
    never.removeAll(told);
    System.out.println(done + " operations; never told: " + never);
    assertTrue(done >= operations || Instant.now().isAfter(end), done + " operations");
  }
}
