package com.cipherquay.tests.hostile;

import java.io.IOException;
import java.util.Optional;

/** Runs campaigns, and of one that fails finds a shorter one that does, too. */
final class Shrinking {

  private Shrinking() {}

  /** All of a campaign. */
  static Campaign run(HostilePlace place, long seed, Campaign.Length length) throws IOException {
    Campaign campaign = Campaign.of(place, CampaignLiar.lying(), seed);
    campaign.prepare();
    try {
      campaign.run(length);
    } catch (AssertionError failure) {
      String shorter = shorter(place, seed, campaign.done()).orElse("no shorter one fails");
      throw new AssertionError(failure.getMessage() + "\nshorter: " + shorter, failure);
    }
    return campaign;
  }

  /** The command for the last few operations before a failure, if they are enough for one. */
  private static Optional<String> shorter(HostilePlace place, long seed, int failed)
      throws IOException {
    for (int before = 0; before < failed; before = 4 * before + 1) {
      Campaign campaign = Campaign.of(place, CampaignLiar.lying(), seed);
      campaign.prepare();
      int first = failed - before;
      try {
        campaign.run(new Campaign.Length(first, failed + 1));
      } catch (AssertionError again) {
        return Optional.of(Campaign.command(seed, campaign.done(), first));
      }
    }
    return Optional.empty();
  }
}
