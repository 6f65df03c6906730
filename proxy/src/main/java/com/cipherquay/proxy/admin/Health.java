package com.cipherquay.proxy.admin;

/** Whether this process should be sent requests. Thread-safe. */
public final class Health {

  private volatile boolean ready;

  /** From now on requests are accepted. */
  public void ready() {
    ready = true;
  }

  /** From now on a load balancer should send requests elsewhere; those that come are served. */
  public void draining() {
    ready = false;
  }

  public boolean isReady() {
    return ready;
  }
}
