package com.cipherquay.proxy.upstream;

import com.cipherquay.store.StoreException;
import com.cipherquay.store.StoreFault;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeoutException;

/**
 * When a failed request is sent again, and after how long.
 *
 * @param retries how often
 */
record RetryPolicy(int retries) {

  private static final long FIRST_MILLIS = 50;
  private static final long LONGEST_MILLIS = 2_000;

  /**
   * Whether to try again.
   *
   * @param attempt 0 for the first
   */
  boolean again(UpstreamRequest request, StoreException failure, int attempt) {
    if (attempt >= retries) {
      return false;
    }
    return switch (request.repeat()) {
      case NEVER -> false;
      case IF_NOT_PROCESSED -> notProcessed(failure);
      case ALWAYS -> notProcessed(failure) || mayPass(failure);
    };
  }

  /** The full jitter of AWS's "Exponential Backoff and Jitter": any time up to the bound. */
  Duration pause(int attempt) {
    long bound = Math.min(LONGEST_MILLIS, FIRST_MILLIS << Math.min(attempt, 10));
    return Duration.ofMillis(ThreadLocalRandom.current().nextLong(bound + 1));
  }

  private static boolean notProcessed(StoreException failure) {
    Throwable cause = failure.getCause();
    return failure.fault() == StoreFault.BUSY
        || cause instanceof ConnectException
        || cause instanceof SocketTimeoutException
        || cause instanceof UnknownHostException;
  }

  private static boolean mayPass(StoreException failure) {
    Throwable cause = failure.getCause();
    // Who waited for a whole timeout does not wait for another, and a certificate stays wrong.
    return failure.fault() == StoreFault.UNAVAILABLE
        && !(cause instanceof TimeoutException)
        && !(cause instanceof InterruptedException)
        && !TlsSockets.isDistrust(failure);
  }
}
