package com.cipherquay.tests.hostile;

import com.cipherquay.tests.OddKeys;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** The keys of a campaign: odd ones, ones with the canary, and neighbours in directories. */
final class Keys {

  private static final int ODD = 20;

  private Keys() {}

  static List<String> of(Canary canary, long seed) {
    Random random = new Random(seed);
    List<String> odd = new ArrayList<>(OddKeys.all());
    Collections.shuffle(odd, random);
    List<String> keys = new ArrayList<>(odd.subList(0, ODD));
    String text = canary.text();
    odd.subList(ODD, 2 * ODD).forEach(key -> keys.add(text + key));
    odd.subList(2 * ODD, 2 * ODD + 8).forEach(key -> keys.add(key + "/" + text));
    for (String directory : List.of("", "a/", "ab/", "a/b/", "b/", text + "/", text + "/a/")) {
      keys.add(directory + "leaf-" + text);
      keys.add(directory + "other " + text);
    }
    keys.add(text + "/" + "x".repeat(700));
    return keys.stream().distinct().toList();
  }
}
