package com.cipherquay.tests.fault;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** Two proxies over one S3 are killed, each at its times, while everything is written. */
@Tag("campaign")
final class UpstreamCrashCampaignTest {

  private @TempDir Path folder = Path.of("");

  @Test
  void killedManyTimes(TestReporter reporter) throws Exception {
    try (Stand stand = UpstreamStand.start(folder)) {
      CrashCampaign campaign = new CrashCampaign(stand, folder.resolve("classes.jsa"), Runs.seed());
      reporter.publishEntry("two proxies over an S3", campaign.run(Runs.kills() / 2));
      assertTrue(campaign.cutOff() > 0, "no kill came in the middle of anything");
    }
  }
}
