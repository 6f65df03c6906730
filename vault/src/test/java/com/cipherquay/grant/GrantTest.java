package com.cipherquay.grant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cipherquay.keyset.Keyset;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a grant allows, and who can make one. */
final class GrantTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private final Keyset vault = vault(0x40);

  static Keyset vault(int grantRoot) {
    try {
      return Keyset.ofRoots(new byte[16], root(1), Map.of(1, root(2)), root(grantRoot));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] root(int value) {
    byte[] root = new byte[32];
    Arrays.fill(root, (byte) value);
    return root;
  }

  static GrantLink link(Set<GrantAction> actions, GrantScope... scopes) {
    return GrantLink.ANYTHING.in(List.of(scopes)).allowing(actions);
  }

  static GrantLink until(Instant end) {
    return GrantLink.ANYTHING.until(end);
  }

  static GrantCredential reader(Keyset vault) throws GrantException {
    return GrantCredential.issue(
        vault, link(Set.of(GrantAction.READ, GrantAction.LIST), GrantScope.ofPrefix("b", "a/")));
  }

  @ParameterizedTest
  @CsvSource({
    "a/, true",
    "a/b, true",
    "a//, true",
    "a/b/c, true",
    "a, false",
    "ab, false",
    "ab/c, false",
    "A/b, false",
    "a%2Fb, false",
    "/a/b, false",
    "ä/b, false",
    "b/a/, false"
  })
  void aPrefixCoversWhatIsBelowIt(String key, boolean covered) throws GrantException {
    Grant grant = reader(vault).grant();
    assertEquals(covered, grant.objection(GrantAction.READ, "b", key, NOW).isEmpty());
    assertTrue(grant.objection(GrantAction.WRITE, "b", key, NOW).isPresent());
    assertTrue(grant.objection(GrantAction.READ, "other", key, NOW).isPresent());
  }

  @ParameterizedTest
  @CsvSource({
    "'', true",
    "a, true",
    "a/, true",
    "a/b, true",
    "a/b/, true",
    "ab, false",
    "b, false",
    "A, false"
  })
  void aListingCanBeginAtTheRoot(String prefix, boolean some) throws GrantException {
    assertEquals(some, reader(vault).grant().listObjection("b", prefix, NOW).isEmpty());
    assertTrue(reader(vault).grant().listObjection("other", prefix, NOW).isPresent());
  }

  @Test
  void aListingReadsNoMoreThanItCanShow() throws GrantException {
    Set<GrantAction> list = Set.of(GrantAction.LIST);
    GrantScope[] two = {GrantScope.ofPrefix("b", "a/b/"), GrantScope.ofObject("b", "a/bc/d")};
    Grant grant = GrantCredential.issue(vault, link(list, two)).grant();
    assertEquals("a/", grant.narrowed("b", ""));
    assertEquals("a/b", grant.narrowed("b", "a/b"));
    assertEquals("a/b/", grant.narrowed("b", "a/b/"));
    assertEquals("a/bc/", grant.narrowed("b", "a/bc"));
    assertEquals("z", grant.narrowed("b", "z"));
    Grant whole = GrantCredential.issue(vault, link(list, GrantScope.ofBucket("b"))).grant();
    assertEquals("", whole.narrowed("b", ""));
  }

  @Test
  void anObjectIsThatOneOnly() throws GrantException {
    GrantScope object = GrantScope.ofObject("b", "a");
    Grant grant = GrantCredential.issue(vault, link(Set.of(GrantAction.READ), object)).grant();
    assertTrue(grant.objection(GrantAction.READ, "b", "a", NOW).isEmpty());
    for (String other : List.of("", "a/", "ab", "A")) {
      assertTrue(grant.objection(GrantAction.READ, "b", other, NOW).isPresent(), other);
    }
  }

  @Test
  void onlyAWholeBucketIsAdministered() throws GrantException {
    Set<GrantAction> all = Set.of(GrantAction.values());
    Grant bucket = GrantCredential.issue(vault, link(all, GrantScope.ofBucket("b"))).grant();
    Grant prefix = GrantCredential.issue(vault, link(all, GrantScope.ofPrefix("b", "a/"))).grant();
    assertTrue(bucket.objection(GrantAction.BUCKET_ADMIN, "b", NOW).isEmpty());
    assertTrue(bucket.objection(GrantAction.BUCKET_ADMIN, "c", NOW).isPresent());
    assertTrue(prefix.objection(GrantAction.BUCKET_ADMIN, "b", NOW).isPresent());
  }

  @Test
  void timesAreHalfOpen() throws GrantException {
    GrantLink first =
        link(Set.of(GrantAction.READ), GrantScope.ofBucket("b"))
            .between(Optional.of(NOW), Optional.of(NOW.plusSeconds(10)))
            .called(Optional.of("for the auditor"));
    Grant grant = GrantCredential.issue(vault, first).grant();
    assertTrue(read(grant, NOW.minusNanos(1)).orElseThrow().startsWith("not before"));
    assertTrue(read(grant, NOW).isEmpty());
    assertTrue(read(grant, NOW.plusSeconds(10).minusNanos(1)).isEmpty());
    assertTrue(read(grant, NOW.plusSeconds(10)).orElseThrow().startsWith("expired"));
    assertEquals(first, Grant.parse(grant.token()).links().get(0));
  }

  private static Optional<String> read(Grant grant, Instant now) {
    return grant.objection(GrantAction.READ, "b", "k", now);
  }

  @Test
  void aHolderNarrowsWithoutTheVaultWhatTheVaultAccepts() throws GrantException {
    GrantCredential given = reader(vault);
    GrantCredential received =
        GrantCredential.parse(
            given.grant().accessKeyId(), given.secretAccessKey(), given.grant().token());
    GrantCredential narrowed =
        received.restrict(link(Set.of(GrantAction.READ), GrantScope.ofPrefix("", "a/b/")));
    assertTrue(narrowed.isOf(vault));
    assertFalse(narrowed.isOf(vault(0x41)));
    assertNotEquals(given.secretAccessKey(), narrowed.secretAccessKey());
    assertEquals(narrowed, GrantCredential.of(vault, Grant.parse(narrowed.grant().token())));
    assertEquals(given.grant().id(), narrowed.grant().lineage().get(0));
    Grant grant = narrowed.grant();
    assertTrue(grant.objection(GrantAction.READ, "b", "a/b/c", NOW).isEmpty());
    assertTrue(grant.objection(GrantAction.READ, "b", "a/c", NOW).isPresent());
    assertTrue(grant.listObjection("b", "a/b/", NOW).isPresent());
  }

  @Test
  void aLinkLessHasASecretThatTheHolderDoesNotKnow() throws GrantException {
    GrantCredential given = reader(vault);
    GrantCredential narrowed = given.restrict(until(NOW));
    GrantCredential stripped = new GrantCredential(given.grant(), narrowed.secretAccessKey());
    assertFalse(stripped.isOf(vault));
  }

  @Test
  void whatIsNoGrant() {
    GrantLink nowhere = link(Set.of(GrantAction.READ));
    GrantLink everywhere = link(Set.of(GrantAction.READ), GrantScope.ofBucket(""));
    GrantLink nothing = GrantLink.ANYTHING.in(List.of(GrantScope.ofBucket("b")));
    for (GrantLink link : List.of(nowhere, everywhere, nothing)) {
      assertThrows(GrantException.class, () -> GrantCredential.issue(vault, link));
    }
    assertThrows(IllegalArgumentException.class, () -> GrantScope.ofPrefix("b", "a"));
    assertThrows(IllegalArgumentException.class, () -> GrantScope.ofPrefix("b", ""));
    assertThrows(IllegalArgumentException.class, () -> GrantScope.ofObject("b", ""));
    for (String token : List.of("", "AA", "AQ==", "x", "é", "A".repeat(5000))) {
      assertThrows(GrantException.class, () -> Grant.parse(token), token);
    }
  }

  @Test
  void whatLeavesNothingOrIsTooMuchIsNoRestriction() throws GrantException {
    GrantCredential credential = reader(vault);
    GrantLink outside = link(Set.of(GrantAction.READ), GrantScope.ofPrefix("b", "ab/"));
    assertThrows(GrantException.class, () -> credential.restrict(outside));
    GrantLink empty = GrantLink.ANYTHING.called(Optional.of("x"));
    assertThrows(GrantException.class, () -> credential.restrict(empty));
    GrantException tooLong =
        assertThrows(
            GrantException.class,
            () -> {
              GrantCredential longer = credential;
              while (true) {
                longer = longer.restrict(until(NOW));
                Grant unused = Grant.parse(longer.grant().token());
              }
            });
    assertEquals("too many conditions for one grant", tooLong.getMessage());
  }

  @Test
  void credentialsBelongTogether() throws GrantException {
    GrantCredential one = reader(vault);
    String id = one.grant().accessKeyId();
    String token = one.grant().token();
    assertTrue(id.matches("CG[0-9A-F]{18}"), id);
    assertTrue(one.secretAccessKey().matches("[A-Za-z0-9_-]{43}"));
    assertFalse(one.toString().contains(one.secretAccessKey()));
    assertThrows(
        GrantException.class,
        () ->
            GrantCredential.parse(
                reader(vault).grant().accessKeyId(), one.secretAccessKey(), token));
    for (String secret : List.of("", "short", one.secretAccessKey() + "A", "é".repeat(43))) {
      assertThrows(GrantException.class, () -> GrantCredential.parse(id, secret, token));
    }
  }
}
