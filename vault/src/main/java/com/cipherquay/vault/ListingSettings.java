package com.cipherquay.vault;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How sorted listings work.
 *
 * @param folder where directories that do not fit in memory are sorted; made when it is needed
 * @param remembered how long a directory that was read serves other listings. What others write to
 *     the store meanwhile shows later; what is written through the same process shows at once
 */
public record ListingSettings(Path folder, Duration remembered) {

  /** The system's folder for temporary files, and five seconds. */
  public static final ListingSettings DEFAULT =
      new ListingSettings(
          Path.of(System.getProperty("java.io.tmpdir"), "cipherquay"), Duration.ofSeconds(5));
}
