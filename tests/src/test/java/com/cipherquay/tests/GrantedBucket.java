package com.cipherquay.tests;

import com.cipherquay.grant.GrantAction;
import com.cipherquay.grant.GrantCredential;
import com.cipherquay.grant.GrantLink;
import com.cipherquay.grant.GrantRegistry;
import com.cipherquay.grant.GrantScope;
import com.cipherquay.grant.Revocations;
import com.cipherquay.keyset.Keyset;
import com.cipherquay.keyset.VaultDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** A bucket of a proxy in a process of its own, and grants for it. The creator closes it. */
final class GrantedBucket implements AutoCloseable {

  static final String NAME = "granted";

  /** Keys that differ from {@code a/} by as little as can be. */
  static final List<String> KEYS =
      List.of("a", "a/", "a/b", "a/b/c", "a//", "a/ü", "ab", "ab/c", "A", "a%2F", "z/a/b");

  private final ProxyProcess process;
  private final Keyset vault;
  private final S3Client owner;
  private final Map<String, String> uploads = new HashMap<>();

  private GrantedBucket(ProxyProcess process, Keyset vault) {
    this.process = process;
    this.vault = vault;
    this.owner = Sdk.sync(process.endpoint());
  }

  static GrantedBucket start(Path data, String order) {
    ProxyProcess process =
        ProxyProcess.start(ProxyProcess.Setup.local(data).with("CIPHERQUAY_LISTING_ORDER", order));
    try {
      GrantedBucket bucket = new GrantedBucket(process, VaultDirectory.unlock(data).keyset());
      bucket.fill();
      return bucket;
    } catch (IOException e) {
      process.close();
      throw new UncheckedIOException(e);
    }
  }

  private void fill() {
    owner.createBucket(r -> r.bucket(NAME));
    for (String key : KEYS) {
      put(key);
      uploads.put(key, owner.createMultipartUpload(r -> r.bucket(NAME).key(key)).uploadId());
    }
  }

  void put(String key) {
    owner.putObject(r -> r.bucket(NAME).key(key), RequestBody.fromString(key));
  }

  S3Client owner() {
    return owner;
  }

  ProxyProcess process() {
    return process;
  }

  /** The upload in progress of a key. */
  String upload(String key) {
    return uploads.getOrDefault(key, "none");
  }

  GrantCredential grant(Set<GrantAction> actions, Instant end, GrantScope... scopes) {
    return grant(GrantLink.ANYTHING.in(List.of(scopes)).allowing(actions).until(end));
  }

  GrantCredential grant(GrantLink link) {
    try {
      return GrantCredential.issue(vault, link);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean revoke(GrantCredential grant) throws IOException {
    return Revocations.add(process.data(), vault, grant.grant().id());
  }

  /** Lets a grant be used without its token. */
  void register(GrantCredential grant) throws IOException {
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    GrantRegistry.add(process.data(), vault, new GrantRegistry.Entry(grant.grant(), now, true));
  }

  /** A client of a grant for an hour. */
  S3Client client(Set<GrantAction> actions, GrantScope... scopes) {
    return Sdk.sync(process.endpoint(), grant(actions, Instant.now().plusSeconds(3600), scopes));
  }

  @Override
  public void close() {
    process.close();
  }
}
