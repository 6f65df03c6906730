package com.cipherquay.tests.fault;

import com.cipherquay.store.BucketStore;
import com.cipherquay.store.LocalStore;
import com.cipherquay.tests.KeytoolProcess;
import com.cipherquay.tests.ProxyProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** One proxy over its local store. */
record LocalStand(Path data) implements Stand {

  @Override
  public List<ProxyProcess.Setup> proxies() {
    return List.of(ProxyProcess.Setup.local(data));
  }

  @Override
  public KeytoolProcess keytool(String... arguments) {
    return KeytoolProcess.local(data, arguments);
  }

  @Override
  public BucketStore open() throws IOException {
    return LocalStore.open(data.resolve("store"));
  }

  /** How many bodies lie in files of their own. */
  long contentFiles() throws IOException {
    try (Stream<Path> files = Files.walk(data.resolve("store/content"))) {
      return files.filter(Files::isRegularFile).count();
    }
  }

  @Override
  public void close() {
    // The folder is the test's.
  }
}
