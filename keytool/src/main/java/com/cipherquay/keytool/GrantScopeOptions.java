package com.cipherquay.keytool;

import com.cipherquay.grant.GrantScope;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** A bucket, and what of it: all, what is below a prefix, or one object. */
final class GrantScopeOptions {

  @Option(names = "--bucket", paramLabel = "B", required = true, description = "In this bucket:")
  private String bucket = "";

  @ArgGroup private @Nullable Part part;

  /** What of a bucket, and nothing else of it. */
  static final class Part {

    @Option(
        names = "--prefix",
        paramLabel = "P/",
        description = "what is below this prefix, which ends with a slash;")
    private @Nullable String prefix;

    @Option(names = "--object", paramLabel = "KEY", description = "this one object.")
    private @Nullable String object;

    /** The scope in a bucket; in every one if the name is empty. */
    GrantScope in(String bucket) {
      return object == null
          ? GrantScope.ofPrefix(bucket, prefix == null ? "" : prefix)
          : GrantScope.ofObject(bucket, object);
    }
  }

  GrantScope scope() {
    return part == null ? GrantScope.ofBucket(bucket) : part.in(bucket);
  }
}
