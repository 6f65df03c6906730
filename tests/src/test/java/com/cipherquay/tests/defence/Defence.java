package com.cipherquay.tests.defence;

import java.util.List;

/**
 * One of the product's defences.
 *
 * @param name what it is called
 * @param patches what switches it off
 * @param test the test that must fail without it: module, class and method with the types of its
 *     parameters, as {@code vault com.cipherquay.vault.ATest#method(int)}
 */
record Defence(String name, List<Patch> patches, String test) {

  Defence {
    patches = List.copyOf(patches);
  }

  /** The folder of the module whose test it is. */
  String module() {
    return test.substring(0, test.indexOf(' '));
  }

  /** The test as JUnit selects it. */
  String method() {
    return test.substring(test.indexOf(' ') + 1);
  }

  @Override
  public String toString() {
    return name;
  }
}
