package com.cipherquay.grant;

import com.cipherquay.keyset.ForeignKeys;
import com.cipherquay.keyset.Keyset;
import com.cipherquay.keyset.ScopeKeys;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Keys of a vault for some directories and objects, given away to another vault, and on which terms
 * (FORMAT.md, "Key grants"). The keys are those of the scopes of the terms, one by one: so they are
 * never wider. Immutable and thread-safe.
 */
public final class KeyGrant {

  private static final int ID = 16;

  private final String id;
  private final GrantLink terms;
  private final List<ForeignKeys> keys;

  /** The stored names of a vault, which are made elsewhere. */
  @FunctionalInterface
  public interface StoredNames {

    /** The stored form of a scope's path, with {@code /} at the end of a directory. */
    String of(GrantScope scope) throws IOException;
  }

  /**
   * @param id 32 hexadecimal digits
   * @param keys one for each scope of the terms, in their order
   * @throws GrantException if the terms do not say what may be done where
   */
  KeyGrant(String id, GrantLink terms, List<ForeignKeys> keys) throws GrantException {
    requireComplete(terms);
    this.id = id;
    this.terms = terms;
    this.keys = List.copyOf(keys);
  }

  private static void requireComplete(GrantLink terms) throws GrantException {
    boolean named = terms.scopes().stream().noneMatch(scope -> scope.bucket().isEmpty());
    Set<GrantAction> actions = terms.actions().orElse(Set.of());
    if (terms.scopes().isEmpty() || !named || actions.isEmpty()) {
      throw new GrantException("a key grant names the buckets and the actions that it allows");
    }
    if (actions.contains(GrantAction.BUCKET_ADMIN)) {
      throw new GrantException("a key grant is of objects: it can not allow bucket-admin");
    }
    if (terms.maxLifetime().isPresent()) {
      throw new GrantException("a key grant can not say how long objects last");
    }
    if (terms.scopes().stream().distinct().count() < terms.scopes().size()) {
      throw new GrantException("the same scope twice");
    }
  }

  /**
   * Takes keys out of a vault.
   *
   * @param terms what may be done with them
   * @param epochs for which epochs of the content
   * @throws GrantException if the terms do not say what may be done where, or the vault has no such
   *     epoch
   */
  public static KeyGrant issue(
      Keyset vault, GrantLink terms, Set<Integer> epochs, StoredNames names) throws IOException {
    requireComplete(terms);
    List<ForeignKeys> keys = new ArrayList<>();
    for (GrantScope scope : terms.scopes()) {
      keys.add(
          new ForeignKeys(
              vault.vaultId(),
              scope.bucket(),
              scope.path(),
              names.of(scope),
              taken(vault, scope, epochs)));
    }
    byte[] id = new byte[ID];
    new SecureRandom().nextBytes(id);
    return new KeyGrant(HexFormat.of().formatHex(id), terms, keys);
  }

  private static ScopeKeys taken(Keyset vault, GrantScope scope, Set<Integer> epochs)
      throws GrantException {
    try {
      return scope.kind() == GrantScope.Kind.OBJECT
          ? ScopeKeys.ofObject(vault, scope.bucket(), scope.path(), epochs)
          : ScopeKeys.ofDirectory(vault, scope.bucket(), scope.path(), epochs);
    } catch (IllegalArgumentException e) {
      throw new GrantException(String.valueOf(e.getMessage()), e);
    }
  }

  /** The id, 32 hexadecimal digits; not a secret. */
  public String id() {
    return id;
  }

  /** Where what may be done until when: scopes, actions, and the rest of it. */
  public GrantLink terms() {
    return terms;
  }

  /** The keys, one for each scope of the terms, in their order. */
  public List<ForeignKeys> keys() {
    return keys;
  }

  /** Why it does not allow an action at a time, if so, wherever it would happen. */
  public Optional<String> objection(GrantAction action, Instant now) {
    return terms.objection(action, now);
  }

  /** Without the keys, so that they can not slip into a log. */
  @Override
  public String toString() {
    return "KeyGrant[" + id + "]";
  }
}
