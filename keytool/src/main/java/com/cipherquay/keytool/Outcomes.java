package com.cipherquay.keytool;

import com.cipherquay.vault.FoundObject;
import com.cipherquay.vault.UpkeepOutcome;
import java.io.IOException;

/** What the upkeep of objects is counted as. */
final class Outcomes {

  private Outcomes() {}

  /** The upkeep of one object. */
  @FunctionalInterface
  interface Work {
    UpkeepOutcome on(FoundObject found) throws IOException;
  }

  /**
   * Does the work on an object that can be one of this vault.
   *
   * @param done the word for an object that was changed
   */
  static Pass.Result result(Pass.Bucket bucket, FoundObject found, Work work, String done)
      throws IOException {
    if (found.reserved()) {
      return Pass.Result.NOTHING;
    }
    if (!found.isObject()) {
      return Pass.Result.counted("foreign");
    }
    UpkeepOutcome outcome = work.on(found);
    if (outcome == UpkeepOutcome.CHANGED) {
      // Maybe it was written anew, maybe only its tags changed: once more, then it is said.
      outcome = work.on(found);
    }
    return switch (outcome) {
      case DONE -> Pass.Result.counted(done);
      case CURRENT -> Pass.Result.counted("current");
      case GONE -> Pass.Result.counted("gone");
      case ARCHIVED -> Pass.Result.counted("archived");
      case LOCKED -> Pass.Result.counted("locked");
      case FOREIGN -> Pass.Result.counted("foreign");
      case CHANGED ->
          Pass.Result.wrong(
              Finding.of("changing", bucket.name(), found, "it changes while it is in work"));
    };
  }
}
