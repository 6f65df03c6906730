package com.cipherquay.proxy.http;

/** Told of every request once, after its last byte; must be quick and thread-safe. */
@FunctionalInterface
public interface RequestListener {

  RequestListener NONE = request -> {};

  void served(ServedRequest request);

  /** Tells this listener, then the other. */
  default RequestListener andThen(RequestListener other) {
    return request -> {
      served(request);
      other.served(request);
    };
  }
}
