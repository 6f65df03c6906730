package com.cipherquay.keytool;

import com.cipherquay.store.BucketStore;
import com.cipherquay.vault.FoundObject;
import com.cipherquay.vault.Upkeep;
import java.io.IOException;
import java.util.Optional;

/** What is done with every object when buckets are gone through. Thread-safe. */
interface Pass {

  /**
   * What came of one object.
   *
   * @param object whether it counts as one
   * @param count what else it is counted as
   * @param bytes how much plaintext was read
   * @param finding what is wrong with it
   */
  record Result(boolean object, Optional<String> count, long bytes, Optional<Finding> finding) {

    /** Of what is none of the command's business. */
    static final Result NOTHING = new Result(false, Optional.empty(), 0, Optional.empty());

    static Result counted(String what) {
      return new Result(true, Optional.of(what), 0, Optional.empty());
    }

    static Result wrong(Finding finding) {
      return new Result(true, Optional.empty(), 0, Optional.of(finding));
    }
  }

  /** The bucket in work. */
  record Bucket(String name, Upkeep upkeep) {}

  /**
   * Does one object, on any thread.
   *
   * @throws IOException what ends the whole run, which can go on later
   */
  Result object(Bucket bucket, FoundObject found) throws IOException;

  /**
   * Whether it looks for what is broken. Then what can not be read is found, and does not end the
   * run.
   */
  default boolean looksForDamage() {
    return false;
  }

  /** Does what is to be done once for the whole store, after the buckets. */
  default void store(BucketStore store, PassReport report) throws IOException {}

  /** Does what is to be done once for a bucket, when its objects are done. */
  default void bucket(Bucket bucket, PassReport report) throws IOException {}
}
