package com.cipherquay.tests;

import static com.cipherquay.grant.GrantAction.LIST;
import static com.cipherquay.grant.GrantAction.READ;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.cipherquay.grant.GrantScope;
import com.cipherquay.keyset.ForeignKeys;
import com.cipherquay.keyset.LiveKeyset;
import com.cipherquay.keyset.ScopeKeys;
import com.cipherquay.proxy.upstream.S3BucketStore;
import com.cipherquay.proxy.upstream.UpstreamSettings;
import com.cipherquay.store.BucketStore;
import com.cipherquay.store.ByteRange;
import com.cipherquay.store.StoreException;
import com.cipherquay.vault.KeyExports;
import com.cipherquay.vault.KeyImports;
import com.cipherquay.vault.ListOrder;
import com.cipherquay.vault.ListPosition;
import com.cipherquay.vault.ListRequest;
import com.cipherquay.vault.ListingSettings;
import com.cipherquay.vault.ObjectKey;
import com.cipherquay.vault.Vault;
import com.cipherquay.vault.VaultException;
import com.cipherquay.vault.VaultObject;
import com.cipherquay.vault.Vaults;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * What the keys of {@code a/} do in the hands of someone who keeps to nothing: who has all of the
 * upstream, knows every plaintext name, and claims that the keys are those of something else.
 */
final class KeyGrantBoundaryTest {

  private static final String BUCKET = TwoInstallations.BUCKET;

  @TempDir private static Path folder = Path.of("");

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static S3ProxyServer upstream;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static TwoInstallations both;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static BucketStore store;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static ScopeKeys keys;

  @BeforeAll
  static void start() throws IOException {
    upstream = S3ProxyServer.start();
    both = TwoInstallations.over(upstream.endpoint(), upstream.endpoint(), folder);
    store =
        S3BucketStore.open(
            UpstreamSettings.of(upstream.endpoint().uri()), Sdk.credentials(upstream.endpoint()));
    keys =
        both.issue(TwoInstallations.terms(Set.of(READ, LIST), GrantScope.ofPrefix(BUCKET, "a/")))
            .keys()
            .get(0)
            .keys();
  }

  @AfterAll
  static void stop() throws IOException {
    store.close();
    both.close();
    upstream.close();
  }

  /** The bucket, with the keys used for a path that is at a stored path. */
  private static Vault claiming(String path, String stored) {
    ForeignKeys claim = new ForeignKeys(both.giver().vaultId(), BUCKET, path, stored, keys);
    KeyImports imports = KeyImports.of(List.of(claim));
    return Vaults.of(
            LiveKeyset.of(both.taker()),
            store,
            KeyExports.NONE,
            () -> imports,
            ListingSettings.DEFAULT)
        .open(BUCKET);
  }

  private static String stored(String directory) throws IOException {
    GrantScope scope =
        directory.isEmpty() ? GrantScope.ofBucket(BUCKET) : GrantScope.ofPrefix(BUCKET, directory);
    return TwoInstallations.stored(both.giver(), scope);
  }

  private static List<String> opened(Vault vault) {
    List<String> opened = new ArrayList<>();
    for (String key : TwoInstallations.TREE) {
      try (VaultObject object = vault.get(new ObjectKey(key), new ByteRange.Whole())) {
        assertEquals(key, new String(object.body().readAllBytes(), StandardCharsets.UTF_8));
        opened.add(key);
      } catch (StoreException | VaultException shut) {
        assertNotNull(shut.getMessage(), key);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return opened;
  }

  private static int listed(Vault vault) throws IOException {
    ListRequest all = new ListRequest("", "", new ListPosition.Beginning(), 1000, ListOrder.SORTED);
    return vault.list(all).objects().size();
  }

  @Test
  void at_their_place_they_open_what_is_below() throws IOException {
    Vault vault = claiming("a/", stored("a/"));
    assertEquals(List.of("a/", "a//", "a/b", "a/b/c", "a/ü/𝄞"), opened(vault));
    assertEquals(5, listed(vault));
  }

  @Test
  void nowhere_else_they_open_anything() throws IOException {
    for (String path : List.of("", "ab/", "A/", "z/", "z/a/", "a/b/", "a//", "b/")) {
      Vault vault = claiming(path, stored(path));
      assertEquals(List.of(), opened(vault), path);
      assertEquals(0, listed(vault), path);
    }
    for (String path : List.of("ab/", "A/", "")) {
      Vault vault = claiming(path, stored("a/"));
      assertEquals(List.of(), opened(vault), "a/ called " + path);
    }
  }

  /** What the store has elsewhere does not open below {@code a/} either. */
  @Test
  void what_is_moved_below_does_not_open() throws IOException {
    Vault vault = claiming("a/", stored("a/"));
    try (S3Client direct = Sdk.sync(both.upstream())) {
      for (String key : List.of("a", "b", "ab/x", "A/x", "z/a/b")) {
        String from = TwoInstallations.stored(both.giver(), GrantScope.ofObject(BUCKET, key));
        String leaf = "a/" + key.substring(key.lastIndexOf('/') + 1);
        String to = TwoInstallations.stored(both.giver(), GrantScope.ofObject(BUCKET, leaf + "-"));
        direct.copyObject(
            r ->
                r.sourceBucket(BUCKET)
                    .sourceKey(from)
                    .destinationBucket(BUCKET)
                    .destinationKey(to));
        assertThrows(
            IOException.class,
            () -> vault.get(new ObjectKey(leaf + "-"), new ByteRange.Whole()),
            key);
        direct.deleteObject(r -> r.bucket(BUCKET).key(to));
      }
    }
  }
}
