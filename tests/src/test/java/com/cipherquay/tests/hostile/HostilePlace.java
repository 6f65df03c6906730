package com.cipherquay.tests.hostile;

import com.cipherquay.tests.LoweredMinimum;
import com.cipherquay.tests.ProxyProcess;
import java.io.IOException;
import java.nio.file.Path;

/** The product as a process with a heap of 256 MiB, over a malicious store. */
record HostilePlace(MaliciousStore store, ProxyProcess proxy) implements AutoCloseable {

  /** With a lower limit for parts, so that uploads can be small. */
  static HostilePlace withSmallParts(Path folder) throws IOException {
    MaliciousStore store = MaliciousStore.start();
    ProxyProcess.Setup setup =
        ProxyProcess.Setup.upstream(folder.resolve("data"), store.endpoint())
            .with("CIPHERQUAY_LOG_REQUESTS", "false")
            .with("CIPHERQUAY_UPSTREAM_RETRIES", "1")
            .with("CIPHERQUAY_UPSTREAM_IDLE_TIMEOUT", "5s")
            .with("CIPHERQUAY_UPSTREAM_RESPONSE_TIMEOUT", "5s")
            .startedBy(LoweredMinimum.program(folder, UploadDeeds.LEAST_PART));
    return new HostilePlace(store, ProxyProcess.start(setup));
  }

  Client client() {
    return new Client(proxy.endpoint());
  }

  @Override
  public void close() {
    proxy.close();
    store.close();
  }
}
