package com.cipherquay.tests.defence;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs the tests that are named on the command line, in a process of its own. */
final class SingleTest {

  static final int PASSED = 0;
  static final int FAILED = 1;

  /** It failed, but not by what it asserts: it could not even run. */
  static final int BROKEN = 2;

  private SingleTest() {}

  /**
   * Runs them.
   *
   * @param arguments methods with the types of their parameters
   */
  public static void main(String[] arguments) {
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(Stream.of(arguments).map(DiscoverySelectors::selectMethod).toList())
            .build();
    Launcher launcher = LauncherFactory.create();
    Results results = new Results();
    launcher.execute(request, results);
    System.exit(results.status(arguments.length));
  }

  /** What became of the tests. */
  private static final class Results implements TestExecutionListener {

    private final List<Throwable> failures = new ArrayList<>();
    private int finished;

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
      finished += test.isTest() ? 1 : 0;
      if (result.getStatus() != TestExecutionResult.Status.SUCCESSFUL) {
        failures.add(result.getThrowable().orElseGet(() -> new AssertionError("aborted")));
      }
    }

    int status(int expected) {
      failures.forEach(failure -> failure.printStackTrace(System.out));
      if (finished < expected) {
        return BROKEN;
      }
      boolean byAssertion = failures.stream().allMatch(it -> it instanceof AssertionError);
      return failures.isEmpty() ? PASSED : byAssertion ? FAILED : BROKEN;
    }
  }
}
