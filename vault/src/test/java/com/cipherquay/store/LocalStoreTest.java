package com.cipherquay.store;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The local store keeps the contract. */
final class LocalStoreTest extends ObjectStoreContract {

  private final Path directory;

  LocalStoreTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @Override
  protected BucketStore openStore() throws IOException {
    return LocalStore.open(directory.resolve("store"));
  }
}
