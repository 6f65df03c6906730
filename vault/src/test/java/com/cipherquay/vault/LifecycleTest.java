package com.cipherquay.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cipherquay.store.LifecycleAction;
import com.cipherquay.store.LifecycleStore;
import com.cipherquay.store.LifecycleTime;
import com.cipherquay.store.StorageClass;
import com.cipherquay.store.StoredFilter;
import com.cipherquay.store.StoredRule;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** What a store is given of lifecycle rules. */
final class LifecycleTest {

  private static final LifecycleTime.After DAYS = new LifecycleTime.After(3);
  private static final LifecycleAction EXPIRE = new LifecycleAction.Expire(DAYS);
  private static final LifecycleAction ABORT = new LifecycleAction.AbortUploads(DAYS);
  private static final ObjectTags TAGS = ObjectTags.of(Map.of("project", "blue"));
  private static final OptionalLong ANY = OptionalLong.empty();

  /** Notes what it is given. */
  private static final class Given implements LifecycleStore {

    private final List<StoredRule> rules = new ArrayList<>();
    private int removals;

    @Override
    public void replace(List<StoredRule> all) {
      rules.clear();
      rules.addAll(all);
    }

    @Override
    public void remove() {
      removals++;
    }

    @Override
    public long follow(Instant now) {
      return 1;
    }
  }

  private final Given given = new Given();
  private final PathKeys keys = VaultFixture.paths("bucket");
  private final Lifecycle lifecycle = new Lifecycle(given, keys);

  private static LifecycleRule rule(String prefix, ObjectTags tags, LifecycleAction... actions) {
    return new LifecycleRule(prefix, tags, ANY, ANY, List.of(actions));
  }

  private List<StoredRule> stored(LifecycleRule... rules) throws IOException {
    lifecycle.replace(List.of(rules));
    return given.rules;
  }

  @Test
  void aDirectoryHasItsStoredForm() throws IOException {
    LifecycleAction cold = new LifecycleAction.Transition(DAYS, new StorageClass("GLACIER"));
    StoredFilter filter = StoredFilter.of(keys.directory("a/b/").stored());
    assertEquals(
        List.of(new StoredRule(filter, List.of(EXPIRE, cold, ABORT))),
        stored(rule("a/b/", ObjectTags.NONE, EXPIRE, cold, ABORT)));
    String inside = keys.storedName(new ObjectKey("a/b/c/d")).value();
    String directory = keys.storedName(new ObjectKey("a/b/")).value();
    assertTrue(inside.startsWith(filter.prefix()) && directory.startsWith(filter.prefix()));
  }

  @Test
  void aTagIsTheOneThatObjectsHave() throws IOException {
    StoredFilter filter =
        new StoredFilter("", TagCipher.of(keys).seal(TAGS), OptionalLong.empty(), ANY);
    assertEquals(List.of(new StoredRule(filter, List.of(EXPIRE))), stored(rule("", TAGS, EXPIRE)));
  }

  @Test
  void aWholeBucketIsWithoutWhatTheVaultKeepsThere() throws IOException {
    LifecycleAction markers = new LifecycleAction.ExpireMarkers();
    List<StoredRule> rules = stored(rule("", ObjectTags.NONE, EXPIRE, ABORT, markers));
    assertEquals(new StoredRule(StoredFilter.of(""), List.of(ABORT, markers)), rules.get(0));
    List<StoredRule> split = rules.subList(1, rules.size());
    assertEquals(64, split.size());
    assertEquals(64, split.stream().map(StoredRule::filter).distinct().count());
    for (StoredRule one : split) {
      assertEquals(List.of(EXPIRE), one.actions());
      assertEquals(1, one.filter().prefix().length());
      assertTrue(!UploadFolder.RESERVED.startsWith(one.filter().prefix()));
    }
  }

  @Property(tries = 100)
  void everyObjectIsInExactlyOneOfThem(@ForAll String key) throws IOException {
    ObjectKey object = new ObjectKey("k" + Integer.toHexString(key.hashCode()));
    String name = keys.storedName(object).value();
    List<StoredRule> rules = stored(rule("", ObjectTags.NONE, EXPIRE));
    assertEquals(1, rules.stream().filter(rule -> name.startsWith(rule.filter().prefix())).count());
  }

  @Property
  void lengthsAreComparedAsSizes(
      @ForAll @LongRange(min = 0, max = 5L << 40) long length,
      @ForAll @LongRange(min = 0, max = 5L << 40) long bound)
      throws IOException {
    LifecycleRule bounded =
        new LifecycleRule(
            "a/",
            ObjectTags.NONE,
            OptionalLong.of(bound),
            OptionalLong.of(bound + 1),
            List.of(EXPIRE));
    StoredFilter filter = stored(bounded).get(0).filter();
    for (long each : new long[] {length, bound, bound + 1}) {
      long size = ObjectSize.target(each);
      assertEquals(each > bound, size > filter.greaterThan().getAsLong());
      assertEquals(each < bound + 1, size < filter.lessThan().getAsLong());
    }
  }

  private static void assertFault(VaultFault fault, Lifecycle lifecycle, LifecycleRule... rules) {
    VaultException refused =
        assertThrows(VaultException.class, () -> lifecycle.replace(List.of(rules)));
    assertEquals(fault, refused.fault());
  }

  @Test
  void whatHasNoStoredFormIsRefused() throws IOException {
    assertFault(VaultFault.RULE_PREFIX, lifecycle, rule("a", ObjectTags.NONE, EXPIRE));
    assertFault(VaultFault.RULE_PREFIX, lifecycle, rule("a/b", TAGS, ABORT));
    assertFault(VaultFault.KEY_TOO_LONG, lifecycle, rule("a/".repeat(50), ObjectTags.NONE, EXPIRE));
    ObjectTags tooLong = ObjectTags.of(Map.of("k".repeat(81), ""));
    assertFault(VaultFault.TAG_TOO_LONG, lifecycle, rule("", tooLong, EXPIRE));
    LifecycleRule idle = rule("a", ObjectTags.NONE, EXPIRE);
    assertThrows(VaultException.class, () -> lifecycle.check(List.of(idle)));
    assertEquals(List.of(), given.rules);
  }

  @Test
  void aStoreTakesAThousand() throws IOException {
    LifecycleRule whole = rule("", ObjectTags.NONE, EXPIRE);
    lifecycle.replace(Collections.nCopies(15, whole));
    assertEquals(15 * 64, given.rules.size());
    assertFault(
        VaultFault.TOO_MANY_RULES,
        lifecycle,
        Collections.nCopies(16, whole).toArray(new LifecycleRule[0]));
    lifecycle.replace(Collections.nCopies(1000, rule("", TAGS, EXPIRE)));
    assertEquals(1000, given.rules.size());
  }

  @Test
  void noRulesAreARemoval() throws IOException {
    lifecycle.replace(List.of());
    lifecycle.remove();
    assertEquals(2, given.removals);
  }

  @Test
  void whatWasFollowedIsForgotten() throws IOException {
    int[] forgotten = new int[1];
    NotingLifecycle noting = new NotingLifecycle(given, () -> forgotten[0]++);
    assertEquals(1, noting.follow(Instant.EPOCH));
    assertEquals(1, forgotten[0]);
  }
}
