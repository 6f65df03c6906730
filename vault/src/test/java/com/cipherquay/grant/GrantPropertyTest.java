package com.cipherquay.grant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cipherquay.keyset.Keyset;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Chains of any links. */
final class GrantPropertyTest {

  private static final List<String> BUCKETS = List.of("b", "c");
  private static final List<String> KEYS =
      List.of("a", "a/", "ab", "a/b", "a/b/c", "A", "a%2F", "a//", "ü/x", "z");
  private static final List<Instant> TIMES =
      List.of(Instant.ofEpochSecond(10), Instant.ofEpochSecond(20), Instant.ofEpochSecond(30));

  private static final Keyset VAULT = GrantTest.vault(0x40);

  @Property(tries = 300)
  void aChainAllowsWhatEveryLinkAllows(@ForAll("chains") List<GrantLink> chain)
      throws GrantException {
    GrantCredential credential = GrantCredential.issue(VAULT, chain.get(0));
    List<GrantLink> taken = new ArrayList<>(List.of(chain.get(0)));
    for (GrantLink link : chain.subList(1, chain.size())) {
      Grant before = credential.grant();
      try {
        credential = credential.restrict(link);
        taken.add(link);
        assertNarrower(before, credential.grant());
      } catch (GrantException refused) {
        assertEquals(before, credential.grant());
      }
    }
    Grant parsed = Grant.parse(credential.grant().token());
    assertTrue(credential.isOf(VAULT));
    assertEquals(taken, parsed.links());
    for (Instant now : TIMES) {
      for (String bucket : BUCKETS) {
        KEYS.forEach(key -> assertAsModel(taken, parsed, bucket, key, now));
      }
    }
  }

  private static void assertAsModel(
      List<GrantLink> links, Grant grant, String bucket, String key, Instant now) {
    for (GrantAction action : GrantAction.values()) {
      boolean allowed = links.stream().allMatch(it -> allows(it, action, bucket, key, now));
      assertEquals(allowed, grant.objection(action, bucket, key, now).isEmpty());
      if (allowed && action == GrantAction.LIST) {
        for (int end = 0; end <= key.length(); end++) {
          String prefix = key.substring(0, end);
          assertTrue(grant.listObjection(bucket, prefix, now).isEmpty());
          String narrowed = grant.narrowed(bucket, prefix);
          assertTrue(narrowed.startsWith(prefix) && key.startsWith(narrowed), narrowed);
        }
      }
    }
  }

  private static boolean allows(
      GrantLink link, GrantAction action, String bucket, String key, Instant now) {
    boolean inTime =
        link.notBefore().map(start -> now.compareTo(start) >= 0).orElse(true)
            && link.notAfter().map(end -> now.compareTo(end) < 0).orElse(true);
    boolean acted = link.actions().map(set -> set.contains(action)).orElse(true);
    boolean covered = link.scopes().isEmpty();
    for (GrantScope scope : link.scopes()) {
      boolean here = scope.bucket().isEmpty() || scope.bucket().equals(bucket);
      covered |=
          here
              && switch (scope.kind()) {
                case BUCKET -> true;
                case PREFIX -> key.indexOf(scope.path()) == 0;
                case OBJECT -> key.contentEquals(scope.path());
              };
    }
    return inTime && acted && covered;
  }

  private static void assertNarrower(Grant before, Grant after) {
    for (Instant now : TIMES) {
      for (String key : KEYS) {
        for (GrantAction action : GrantAction.values()) {
          boolean allowed = after.objection(action, "b", key, now).isEmpty();
          assertTrue(!allowed || before.objection(action, "b", key, now).isEmpty());
        }
      }
    }
  }

  @Provide
  Arbitrary<List<GrantLink>> chains() {
    Arbitrary<GrantLink> first =
        Combinators.combine(
                scopes("b", "c").list().ofMinSize(1).ofMaxSize(3), actions(), times(), times())
            .as((scopes, actions, from, to) -> link(scopes, Optional.of(actions), from, to));
    Arbitrary<GrantLink> next =
        Combinators.combine(
                scopes("b", "c", "").list().ofMaxSize(2), actions().optional(), times(), times())
            .as(GrantPropertyTest::link);
    return Combinators.combine(first, next.list().ofMaxSize(3))
        .as(
            (head, tail) -> {
              List<GrantLink> chain = new ArrayList<>(List.of(head));
              chain.addAll(tail);
              return chain;
            });
  }

  private static GrantLink link(
      List<GrantScope> scopes,
      Optional<Set<GrantAction>> actions,
      Optional<Instant> from,
      Optional<Instant> to) {
    return new GrantLink(scopes, actions, from, to, Optional.empty(), Optional.empty());
  }

  private static Arbitrary<GrantScope> scopes(String... buckets) {
    Arbitrary<String> bucket = Arbitraries.of(buckets);
    Arbitrary<String> key = Arbitraries.of(KEYS);
    return Arbitraries.oneOf(
        bucket.map(GrantScope::ofBucket),
        Combinators.combine(bucket, key)
            .as((name, it) -> GrantScope.ofPrefix(name, it.endsWith("/") ? it : it + "/")),
        Combinators.combine(bucket, key).as(GrantScope::ofObject));
  }

  private static Arbitrary<Set<GrantAction>> actions() {
    return Arbitraries.of(GrantAction.values()).set().ofMinSize(1);
  }

  private static Arbitrary<Optional<Instant>> times() {
    return Arbitraries.of(TIMES).optional(0.3);
  }
}
