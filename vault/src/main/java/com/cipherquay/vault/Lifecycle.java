package com.cipherquay.vault;

import com.cipherquay.store.LifecycleAction;
import com.cipherquay.store.LifecycleStore;
import com.cipherquay.store.StoredFilter;
import com.cipherquay.store.StoredRule;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * The lifecycle rules of one bucket, as they are given to the store (FORMAT.md, "Lifecycle rules").
 * Exceptions are as in {@link Vault}, and {@code UNSUPPORTED} where the store has none.
 * Thread-safe.
 */
public final class Lifecycle {

  /** With one of these begins every stored name that is not one of the vault's own. */
  private static final String FIRST =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

  private final LifecycleStore store;
  private final PathKeys keys;

  Lifecycle(LifecycleStore store, PathKeys keys) {
    this.store = store;
    this.keys = keys;
  }

  /**
   * Has the store follow these rules and no others.
   *
   * @param rules those that are enabled; may be empty
   * @throws VaultException {@code RULE_PREFIX}, {@code TOO_MANY_RULES}, {@code KEY_TOO_LONG},
   *     {@code TAG_TOO_LONG}; then the store has the rules that it had
   */
  public void replace(List<LifecycleRule> rules) throws IOException {
    List<StoredRule> stored = new ArrayList<>();
    for (LifecycleRule rule : rules) {
      stored.addAll(stored(rule));
    }
    if (stored.size() > StoredRule.MOST) {
      throw new VaultException(
          VaultFault.TOO_MANY_RULES, stored.size() + " rules would go to the store");
    }
    if (stored.isEmpty()) {
      store.remove();
    } else {
      store.replace(stored);
    }
  }

  /**
   * Passes if the rules could be given to a store, but for their number.
   *
   * @throws VaultException as {@link #replace}
   */
  public void check(List<LifecycleRule> rules) throws VaultException {
    for (LifecycleRule rule : rules) {
      var unused = stored(rule);
    }
  }

  /** Has the store follow no rules. */
  public void remove() throws IOException {
    store.remove();
  }

  private List<StoredRule> stored(LifecycleRule rule) throws VaultException {
    StoredFilter filter =
        new StoredFilter(
            prefix(rule.prefix()),
            TagCipher.of(keys).seal(rule.tags()),
            size(rule.greaterThan()),
            size(rule.lessThan()));
    // What the vault keeps for itself has no tags, and is in no directory.
    boolean spares = !filter.prefix().isEmpty() || !filter.tags().isEmpty();
    return spares ? List.of(new StoredRule(filter, rule.actions())) : spare(filter, rule.actions());
  }

  private String prefix(String prefix) throws VaultException {
    if (!prefix.isEmpty() && !prefix.endsWith("/")) {
      throw new VaultException(
          VaultFault.RULE_PREFIX, "what begins inside a component has no stored form");
    }
    if (!PathKeys.canHoldObjects(prefix)) {
      throw new VaultException(VaultFault.KEY_TOO_LONG, "no object can be in this directory");
    }
    return keys.directory(prefix).stored();
  }

  /** Of two lengths the greater one has the greater stored size, so that bounds stay bounds. */
  private static OptionalLong size(OptionalLong length) {
    return length.isPresent()
        ? OptionalLong.of(ObjectSize.target(length.getAsLong()))
        : OptionalLong.empty();
  }

  /** Rules for a whole bucket that leave alone what the vault keeps for itself. */
  private static List<StoredRule> spare(StoredFilter filter, List<LifecycleAction> actions) {
    List<LifecycleAction> harmless = actions.stream().filter(Lifecycle::isHarmless).toList();
    List<LifecycleAction> others = actions.stream().filter(each -> !isHarmless(each)).toList();
    List<StoredRule> rules = new ArrayList<>();
    if (!harmless.isEmpty()) {
      rules.add(new StoredRule(filter, harmless));
    }
    if (!others.isEmpty()) {
      for (int i = 0; i < FIRST.length(); i++) {
        rules.add(new StoredRule(filter.in(FIRST.substring(i, i + 1)), others));
      }
    }
    return rules;
  }

  /**
   * Whether the vault misses nothing if this happens to its own objects: it reads no version of
   * them but the current one, and none of them is uploaded in parts.
   */
  private static boolean isHarmless(LifecycleAction action) {
    return !(action instanceof LifecycleAction.Expire)
        && !(action instanceof LifecycleAction.Transition);
  }
}
