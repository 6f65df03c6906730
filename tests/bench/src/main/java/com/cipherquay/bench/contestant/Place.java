package com.cipherquay.bench.contestant;

import java.nio.file.Path;

/**
 * Where things are.
 *
 * @param checkout the root of the sources, with the product built
 * @param scratch a folder for configurations, data folders and logs
 */
public record Place(Path checkout, Path scratch) {

  /** The Java that runs this, which then runs everything. */
  String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  Path log(String name) {
    return scratch.resolve(name + ".log");
  }
}
