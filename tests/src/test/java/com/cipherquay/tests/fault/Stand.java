package com.cipherquay.tests.fault;

import com.cipherquay.store.BucketStore;
import com.cipherquay.tests.KeytoolProcess;
import com.cipherquay.tests.ProxyProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A store, the proxies over it, and the other ways to look at it. */
interface Stand extends AutoCloseable {

  /** How to start each of the proxies; the first makes the vault. */
  List<ProxyProcess.Setup> proxies();

  /** The folder of the vault, which is that of the first proxy. */
  default Path vault() {
    return proxies().get(0).data();
  }

  /** Runs a command of keytool while no proxy has the store. */
  KeytoolProcess keytool(String... arguments);

  /** The store itself, while no proxy has it; the caller closes it. */
  BucketStore open() throws IOException;

  @Override
  void close();
}
