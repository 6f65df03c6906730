package com.cipherquay.grant;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;

/**
 * A part of a store's objects: a bucket, all objects below a prefix, or one object.
 *
 * @param kind which of the three
 * @param bucket its name; empty for every bucket, which only narrows what another link names
 * @param path of a prefix, not empty and with {@code /} at its end; of an object, its key; of a
 *     bucket, empty
 */
public record GrantScope(Kind kind, String bucket, String path) {

  /** What a scope can be. */
  public enum Kind {
    /** A whole bucket, and the bucket itself. */
    BUCKET(0x01),
    /** All objects whose keys begin with a prefix. */
    PREFIX(0x02),
    /** One object. */
    OBJECT(0x03);

    private final byte code;

    Kind(int code) {
      this.code = (byte) code;
    }

    byte code() {
      return code;
    }
  }

  /** The longest path in bytes of UTF-8: no key of S3 is longer. */
  static final int MAX_PATH = 1024;

  private static final int MAX_BUCKET = 63;

  public GrantScope {
    boolean shaped =
        switch (kind) {
          case BUCKET -> path.isEmpty();
          // "a" would open "ab" too, and that is hardly ever meant.
          case PREFIX -> path.endsWith("/");
          case OBJECT -> !path.isEmpty();
        };
    if (!shaped) {
      throw new IllegalArgumentException(
          kind == Kind.PREFIX
              ? "a prefix ends with a slash; for one object there is a scope of its own"
              : "not a path of a scope");
    }
    if (!UTF_8.newEncoder().canEncode(path) || path.getBytes(UTF_8).length > MAX_PATH) {
      throw new IllegalArgumentException("a path has at most 1024 bytes of UTF-8");
    }
    if (bucket.length() > MAX_BUCKET || !bucket.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw new IllegalArgumentException("not the name of a bucket");
    }
  }

  public static GrantScope ofBucket(String bucket) {
    return new GrantScope(Kind.BUCKET, bucket, "");
  }

  public static GrantScope ofPrefix(String bucket, String prefix) {
    return new GrantScope(Kind.PREFIX, bucket, prefix);
  }

  public static GrantScope ofObject(String bucket, String key) {
    return new GrantScope(Kind.OBJECT, bucket, key);
  }

  /** Whether the bucket itself, with all that is in it, is part of this. */
  public boolean coversBucket(String name) {
    return kind == Kind.BUCKET && isIn(name);
  }

  /** Whether an object is part of this. */
  public boolean coversKey(String name, String key) {
    return isIn(name)
        && switch (kind) {
          case BUCKET -> true;
          case PREFIX -> key.startsWith(path);
          case OBJECT -> key.equals(path);
        };
  }

  /**
   * Whether objects whose keys begin so can be part of this: all of them, or some, to which the
   * prefix is on the way.
   */
  public boolean meetsPrefix(String name, String prefix) {
    return isIn(name)
        && switch (kind) {
          case BUCKET -> true;
          case PREFIX -> prefix.startsWith(path) || path.startsWith(prefix);
          case OBJECT -> path.startsWith(prefix);
        };
  }

  /** Whether a scope has anything in common with this one. */
  boolean meets(GrantScope other) {
    if (!bucket.isEmpty() && !other.bucket.isEmpty() && !bucket.equals(other.bucket)) {
      return false;
    }
    String name = bucket.isEmpty() ? other.bucket : bucket;
    return other.kind == Kind.OBJECT ? coversKey(name, other.path) : meetsPrefix(name, other.path);
  }

  /** A prefix, made longer as far as all scopes agree that lie below it; on a slash. */
  static String common(List<GrantScope> scopes, String bucket, String prefix) {
    List<String> paths =
        scopes.stream()
            .filter(scope -> scope.meetsPrefix(bucket, prefix))
            .map(GrantScope::path)
            .toList();
    if (paths.isEmpty() || !paths.stream().allMatch(path -> path.startsWith(prefix))) {
      return prefix;
    }
    String first = paths.get(0);
    int length = first.length();
    for (String path : paths) {
      while (!path.startsWith(first.substring(0, length))) {
        length--;
      }
    }
    return first.substring(0, Math.max(prefix.length(), first.lastIndexOf('/', length - 1) + 1));
  }

  private boolean isIn(String name) {
    return bucket.isEmpty() || bucket.equals(name);
  }

  /** As people write it: {@code s3://photos/2024/}. */
  @Override
  public String toString() {
    return "s3://" + (bucket.isEmpty() ? "*" : bucket) + "/" + path;
  }
}
