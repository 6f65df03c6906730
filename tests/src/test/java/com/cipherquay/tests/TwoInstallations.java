package com.cipherquay.tests;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.cipherquay.grant.ExportedGrants;
import com.cipherquay.grant.GrantAction;
import com.cipherquay.grant.GrantLink;
import com.cipherquay.grant.GrantScope;
import com.cipherquay.grant.ImportedGrants;
import com.cipherquay.grant.KeyGrant;
import com.cipherquay.grant.KeyGrantFile;
import com.cipherquay.grant.PublicId;
import com.cipherquay.keyset.Keyset;
import com.cipherquay.keyset.VaultDirectory;
import com.cipherquay.vault.ObjectKey;
import com.cipherquay.vault.PathNames;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/**
 * Two installations of the product, each with a vault of its own, over one upstream. The first has
 * a tree in a bucket, and gives keys of it to the second. The creator closes it.
 */
final class TwoInstallations implements AutoCloseable {

  static final String BUCKET = "shared";

  /** Keys that differ from {@code a/} by as little as can be. */
  static final List<String> TREE =
      List.of("A/x", "a", "a/", "a//", "a/b", "a/b/c", "a/ü/𝄞", "ab/x", "b", "z/a/b");

  /** How soon a proxy notices. */
  private static final int REFRESH_MILLIS = 100;

  private final Endpoint upstream;
  private final ProxyProcess first;
  private final ProxyProcess second;
  private final Keyset giver;
  private final Keyset taker;
  private final S3Client ofFirst;
  private final S3Client ofSecond;

  private TwoInstallations(Endpoint upstream, ProxyProcess first, ProxyProcess second)
      throws IOException {
    this.upstream = upstream;
    this.first = first;
    this.second = second;
    this.giver = VaultDirectory.unlock(first.data()).keyset();
    this.taker = VaultDirectory.unlock(second.data()).keyset();
    this.ofFirst = Sdk.sync(first.endpoint());
    this.ofSecond = Sdk.sync(second.endpoint());
  }

  /**
   * Starts both.
   *
   * @param owner the upstream, as the first knows it
   * @param guest the same, as the second knows it
   */
  static TwoInstallations over(Endpoint owner, Endpoint guest, Path folder) throws IOException {
    ProxyProcess first = start(owner, folder.resolve("first"));
    ProxyProcess second = start(guest, folder.resolve("second"));
    TwoInstallations both = new TwoInstallations(owner, first, second);
    both.ofFirst.createBucket(r -> r.bucket(BUCKET));
    for (String key : TREE) {
      put(both.ofFirst, key);
    }
    return both;
  }

  private static ProxyProcess start(Endpoint upstream, Path data) {
    return ProxyProcess.start(
        ProxyProcess.Setup.upstream(data, upstream)
            .with("CIPHERQUAY_AUTH_REVOCATION_REFRESH", REFRESH_MILLIS + "ms")
            .with("CIPHERQUAY_LISTING_REMEMBER", "1ms"));
  }

  static void put(S3Client s3, String key) {
    s3.putObject(r -> r.bucket(BUCKET).key(key), RequestBody.fromString(key));
  }

  static String get(S3Client s3, String key) {
    return new String(bytes(s3, key), UTF_8);
  }

  static byte[] bytes(S3Client s3, String key) {
    return s3.getObjectAsBytes(r -> r.bucket(BUCKET).key(key)).asByteArray();
  }

  /** Puts a large object, and a small part after a large one; gives its body. */
  static byte[] putInParts(S3Client s3, String key) {
    byte[] body = new byte[(5 << 20) + 1000];
    new Random(1).nextBytes(body);
    String id = s3.createMultipartUpload(r -> r.bucket(BUCKET).key(key)).uploadId();
    List<CompletedPart> parts = new ArrayList<>();
    int[] borders = {0, 5 << 20, body.length};
    for (int i = 1; i < borders.length; i++) {
      int number = i;
      byte[] part = Arrays.copyOfRange(body, borders[i - 1], borders[i]);
      String tag =
          s3.uploadPart(
                  r -> r.bucket(BUCKET).key(key).uploadId(id).partNumber(number),
                  RequestBody.fromBytes(part))
              .eTag();
      parts.add(CompletedPart.builder().partNumber(number).eTag(tag).build());
    }
    int listed = s3.listParts(r -> r.bucket(BUCKET).key(key).uploadId(id)).parts().size();
    if (listed != parts.size()) {
      throw new IllegalStateException(listed + " parts are listed");
    }
    s3.completeMultipartUpload(
        r -> r.bucket(BUCKET).key(key).uploadId(id).multipartUpload(m -> m.parts(parts)));
    return body;
  }

  /** The keys below a prefix. */
  static List<String> list(S3Client s3, String prefix) {
    return s3.listObjectsV2(r -> r.bucket(BUCKET).prefix(prefix)).contents().stream()
        .map(object -> object.key())
        .sorted()
        .toList();
  }

  Endpoint upstream() {
    return upstream;
  }

  /** The owner of the vault that gives keys away. */
  S3Client first() {
    return ofFirst;
  }

  /** The owner of the vault that is given some. */
  S3Client second() {
    return ofSecond;
  }

  ProxyProcess secondProcess() {
    return second;
  }

  Keyset giver() {
    return giver;
  }

  Keyset taker() {
    return taker;
  }

  static GrantLink terms(Set<GrantAction> actions, GrantScope... scopes) {
    return GrantLink.ANYTHING
        .in(List.of(scopes))
        .allowing(actions)
        .until(Instant.now().plusSeconds(3600));
  }

  KeyGrant issue(GrantLink terms) throws IOException {
    return KeyGrant.issue(giver, terms, giver.epochs(), scope -> stored(giver, scope));
  }

  /** The stored path of a scope. */
  static String stored(Keyset vault, GrantScope scope) throws IOException {
    PathNames names = PathNames.of(vault, scope.bucket());
    List<PathNames.Component> components =
        scope.kind() == GrantScope.Kind.OBJECT
            ? names.explain(new ObjectKey(scope.path()))
            : names.explainDirectory(scope.path());
    return components.stream()
        .map(component -> component.stored() + (component.directory() ? "/" : ""))
        .collect(Collectors.joining());
  }

  /** Gives keys away by a file, as the commands do, and waits until both proxies have noticed. */
  KeyGrant give(GrantLink terms) throws IOException, InterruptedException {
    KeyGrant grant = issue(terms);
    byte[] file = KeyGrantFile.seal(grant, giver, PublicId.recipientOf(taker));
    Instant now = Instant.now();
    String to = PublicId.recipientOf(taker).toString();
    ExportedGrants.add(first.data(), giver, new ExportedGrants.Entry(now, grant.id(), to, terms));
    KeyGrant opened = KeyGrantFile.parse(file).open(taker);
    ImportedGrants.add(
        second.data(),
        taker,
        new ImportedGrants.Entry(now, PublicId.signerOf(giver), opened),
        all -> {});
    notice();
    return opened;
  }

  /** Drops a key grant again. */
  void drop(KeyGrant grant) throws IOException, InterruptedException {
    ImportedGrants.remove(second.data(), taker, grant.id());
    notice();
  }

  private static void notice() throws InterruptedException {
    Thread.sleep(2 * REFRESH_MILLIS);
  }

  @Override
  public void close() {
    first.close();
    second.close();
  }
}
