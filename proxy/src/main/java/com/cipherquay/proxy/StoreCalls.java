package com.cipherquay.proxy;

import com.cipherquay.proxy.admin.Metrics;
import com.cipherquay.store.StoreException;
import java.io.IOException;

/** Times calls to a store and tells the metrics how they ended. */
final class StoreCalls {

  /** A call that returns something. */
  @FunctionalInterface
  interface Call<T> {
    T run() throws IOException;
  }

  /** A call that returns nothing. */
  @FunctionalInterface
  interface VoidCall {
    void run() throws IOException;
  }

  private static final String OK = "ok";
  // What is thrown through a store and is not its own comes from the body: a client that went away.
  private static final String BODY = "body failed";

  private final Metrics metrics;

  StoreCalls(Metrics metrics) {
    this.metrics = metrics;
  }

  <T> T count(String name, Call<T> call) throws IOException {
    long start = System.nanoTime();
    String outcome = BODY;
    try {
      T result = call.run();
      outcome = OK;
      return result;
    } catch (StoreException e) {
      outcome = e.fault().name();
      throw e;
    } finally {
      metrics.storeCall(name, outcome, System.nanoTime() - start);
    }
  }

  void count(String name, VoidCall call) throws IOException {
    Call<String> withResult =
        () -> {
          call.run();
          return OK;
        };
    String unused = count(name, withResult);
  }
}
