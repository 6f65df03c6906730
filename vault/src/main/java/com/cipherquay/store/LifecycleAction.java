package com.cipherquay.store;

/** What a lifecycle rule does (AWS, "Lifecycle configuration elements"). */
public sealed interface LifecycleAction {

  /**
   * Deletes current objects, which makes delete markers where versions are kept; and delete markers
   * with nothing behind them.
   */
  record Expire(LifecycleTime when) implements LifecycleAction {}

  /** Deletes delete markers with nothing behind them, however young. */
  record ExpireMarkers() implements LifecycleAction {}

  /** Deletes versions that are not current, for good. */
  record ExpireNoncurrent(Noncurrent which) implements LifecycleAction {}

  /** Moves current objects to another class. */
  record Transition(LifecycleTime when, StorageClass to) implements LifecycleAction {}

  /** Moves versions that are not current to another class. */
  record TransitionNoncurrent(Noncurrent which, StorageClass to) implements LifecycleAction {}

  /**
   * Ends uploads that were not completed.
   *
   * @param days since they were begun
   */
  record AbortUploads(LifecycleTime.After days) implements LifecycleAction {}

  /**
   * Which versions that are not current.
   *
   * @param days since there is a newer version
   * @param newer how many newer ones are left alone, not counting the current one
   */
  record Noncurrent(LifecycleTime.After days, int newer) {}
}
