package com.cipherquay.fuzz;

import java.nio.file.Files;
import java.nio.file.Path;

/** What Jazzer calls. Which target is fuzzed the property {@value #TARGET} says. */
public final class Fuzzer {

  private static final String TARGET = "cipherquay.fuzz.target";
  private static final String NAME = System.getProperty(TARGET, "");
  private static final Target CHOSEN = Targets.named(NAME);

  private Fuzzer() {}

  /** Loads the classes, so that the time limit is for the inputs alone. */
  public static void fuzzerInitialize() throws Exception {
    for (Path seed : Seeds.of(NAME)) {
      CHOSEN.run(Files.readAllBytes(seed));
    }
  }

  public static void fuzzerTestOneInput(byte[] input) throws Exception {
    CHOSEN.run(input);
  }
}
