package com.cipherquay.tests.hostile;

import java.util.ArrayList;
import java.util.List;

/**
 * All that a campaign works with.
 *
 * @param bucket of the campaign; another lies beside it
 * @param keys of the objects
 * @param uploads that are in progress
 */
record World(
    Client client,
    MaliciousStore store,
    CampaignLiar liar,
    Canary canary,
    Model model,
    StoredNames names,
    String bucket,
    List<String> keys,
    List<OpenUpload> uploads) {

  static World of(Client client, MaliciousStore store, CampaignLiar liar, long seed) {
    Canary canary = new Canary(seed);
    return new World(
        client,
        store,
        liar,
        canary,
        new Model(),
        new StoredNames(),
        "hostile-" + Long.toHexString(seed),
        Keys.of(canary, seed),
        new ArrayList<>());
  }

  /** A bucket that has objects of the same keys. */
  String neighbour() {
    return bucket + "-other";
  }
}
