package com.cipherquay.proxy.operation;

import com.cipherquay.proxy.http.Reply;
import com.cipherquay.proxy.http.RunningProxy;
import com.cipherquay.proxy.http.SignedRequest;
import com.cipherquay.store.Durability;
import com.cipherquay.store.LocalStore;
import com.cipherquay.store.ObjectStore;
import java.io.IOException;
import java.nio.file.Path;

/** The proxy over the store that it brings along, with the bucket {@code bucket}. */
final class LocalProxy implements AutoCloseable {

  private final LocalStore store;
  private final RunningProxy proxy;

  private LocalProxy(LocalStore store, RunningProxy proxy) {
    this.store = store;
    this.proxy = proxy;
  }

  static LocalProxy start(Path folder) throws IOException {
    LocalStore store = LocalStore.open(folder, Durability.BUFFERED);
    RunningProxy proxy = RunningProxy.over(store);
    proxy.send(SignedRequest.of("PUT", "/bucket"));
    return new LocalProxy(store, proxy);
  }

  /** What the store has of the bucket. */
  ObjectStore objects() {
    return store.open("bucket");
  }

  RunningProxy proxy() {
    return proxy;
  }

  Reply send(SignedRequest request) throws IOException {
    return proxy.send(request);
  }

  Reply send(String method, String target) throws IOException {
    return proxy.send(SignedRequest.of(method, target));
  }

  @Override
  public void close() throws IOException {
    proxy.close();
    store.close();
  }
}
