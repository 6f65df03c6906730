package com.cipherquay.proxy.access;

import com.cipherquay.vault.ObjectKey;

/**
 * One thing an operation must be allowed to do.
 *
 * @param action what is done
 * @param bucket in which bucket
 * @param scope to what in it
 */
public record Permission(Action action, String bucket, Scope scope) {

  /** What can be allowed. */
  public enum Action {
    READ,
    WRITE,
    LIST,
    DELETE,
    BUCKET_ADMIN
  }

  /** What an action touches. */
  public sealed interface Scope {

    /** The bucket itself, or everything in it. */
    record WholeBucket() implements Scope {}

    /** One object. */
    record Key(ObjectKey key) implements Scope {}

    /**
     * Objects whose keys start with a prefix, of which only those are shown that may be listed by
     * themselves.
     */
    record Prefix(String prefix) implements Scope {}
  }

  public static Permission read(String bucket, ObjectKey key) {
    return new Permission(Action.READ, bucket, new Scope.Key(key));
  }

  public static Permission write(String bucket, ObjectKey key) {
    return new Permission(Action.WRITE, bucket, new Scope.Key(key));
  }

  public static Permission delete(String bucket, ObjectKey key) {
    return new Permission(Action.DELETE, bucket, new Scope.Key(key));
  }

  public static Permission list(String bucket, String prefix) {
    return new Permission(Action.LIST, bucket, new Scope.Prefix(prefix));
  }

  /** To see that there is an object of this key, or its parts. */
  public static Permission listKey(String bucket, ObjectKey key) {
    return new Permission(Action.LIST, bucket, new Scope.Key(key));
  }

  public static Permission administer(String bucket) {
    return new Permission(Action.BUCKET_ADMIN, bucket, new Scope.WholeBucket());
  }
}
