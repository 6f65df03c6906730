package com.cipherquay.store;

import static com.cipherquay.store.StoreUnderTest.assertFault;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** The lifecycle rules of a store. What becomes of objects by them takes days. */
public interface LifecycleContract extends StoreUnderTest {

  LifecycleTime.After DAYS = new LifecycleTime.After(3650);

  private LifecycleStore rules() {
    return store().lifecycle();
  }

  static StoredRule rule(String prefix, LifecycleAction... actions) {
    return new StoredRule(StoredFilter.of(prefix), List.of(actions));
  }

  private static LifecycleAction.ExpireNoncurrent beyond(int newer) {
    return new LifecycleAction.ExpireNoncurrent(new LifecycleAction.Noncurrent(DAYS, newer));
  }

  private void assertTaken(List<StoredRule> rules) throws IOException {
    if (gaps().contains(StoreGap.LIFECYCLE)) {
      assertFault(StoreFault.UNSUPPORTED, () -> rules().replace(rules));
    } else {
      rules().replace(rules);
    }
  }

  @Test
  default void rulesAreTakenReplacedAndRemoved() throws Exception {
    if (gaps().contains(StoreGap.LIFECYCLE)) {
      assertFault(StoreFault.UNSUPPORTED, () -> rules().remove());
    } else {
      rules().remove();
    }
    Instant date = Instant.parse("2199-01-01T00:00:00Z");
    assertTaken(List.of(rule("", new LifecycleAction.AbortUploads(new LifecycleTime.After(7)))));
    assertTaken(
        List.of(
            rule("a/", new LifecycleAction.Expire(DAYS)),
            rule("b/", new LifecycleAction.Expire(new LifecycleTime.On(date))),
            rule("c/", new LifecycleAction.ExpireMarkers(), beyond(0)),
            rule(
                "d/",
                new LifecycleAction.Expire(DAYS),
                beyond(0),
                new LifecycleAction.AbortUploads(DAYS))));
    if (!gaps().contains(StoreGap.LIFECYCLE)) {
      rules().remove();
      rules().remove();
    }
  }

  @Test
  default void tagsNarrowARule() throws Exception {
    StoredTags one = new StoredTags(Map.of("k", "v"));
    StoredTags more = new StoredTags(Map.of("k", "v", "-_", "K".repeat(256)));
    for (StoredTags tags : List.of(one, more)) {
      for (String prefix : List.of("", "a/")) {
        StoredFilter filter =
            new StoredFilter(prefix, tags, OptionalLong.empty(), OptionalLong.empty());
        assertTaken(List.of(new StoredRule(filter, List.of(new LifecycleAction.Expire(DAYS)))));
      }
    }
  }

  @Test
  default void asManyRulesAsThereMayBe() throws Exception {
    List<StoredRule> rules = new ArrayList<>();
    for (int i = 0; i < StoredRule.MOST; i++) {
      rules.add(rule("prefix-" + i + "/", new LifecycleAction.Expire(DAYS)));
    }
    assertTaken(rules);
  }

  /** Without what it leaves out the rule would delete more. */
  @Test
  default void whatNarrowsARuleIsNotLeftOut() throws Exception {
    if (gaps().contains(StoreGap.LIFECYCLE)) {
      return;
    }
    StoredFilter larger =
        new StoredFilter("a/", StoredTags.NONE, OptionalLong.of(1000), OptionalLong.empty());
    StoredFilter smaller =
        new StoredFilter("", StoredTags.NONE, OptionalLong.empty(), OptionalLong.of(2000));
    List<StoredRule> narrow =
        List.of(
            new StoredRule(larger, List.of(new LifecycleAction.Expire(DAYS))),
            new StoredRule(smaller, List.of(new LifecycleAction.Expire(DAYS))),
            rule("a/", beyond(5)));
    for (StoredRule rule : narrow) {
      if (gaps().contains(StoreGap.NARROW_RULES)) {
        assertFault(StoreFault.UNSUPPORTED, () -> rules().replace(List.of(rule)));
      } else {
        rules().replace(List.of(rule));
      }
    }
  }

  @Test
  default void noBucketNoRules() throws Exception {
    if (gaps().contains(StoreGap.LIFECYCLE)) {
      return;
    }
    LifecycleStore none = buckets().open("there-is-none").lifecycle();
    List<StoredRule> rules = List.of(rule("a/", new LifecycleAction.Expire(DAYS)));
    assertFault(StoreFault.NO_SUCH_BUCKET, () -> none.replace(rules));
    assertFault(StoreFault.NO_SUCH_BUCKET, none::remove);
  }

  @Test
  default void withoutRulesNothingHappens() throws Exception {
    String etag = write("a/b", new byte[10]);
    Instant late = Instant.now().plusSeconds(100L * 365 * 86_400);
    assertEquals(0, rules().follow(late));
    assertEquals(etag, head("a/b").etag());
  }
}
