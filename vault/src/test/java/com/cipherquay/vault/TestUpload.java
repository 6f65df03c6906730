package com.cipherquay.vault;

import com.cipherquay.store.WriteCondition;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** A client in the middle of an upload: what it sent and what it was answered. */
final class TestUpload {

  final Uploads uploads;
  final ObjectKey key;
  final String id;
  final NavigableMap<Integer, String> tags = new TreeMap<>();
  private final Optional<UploadChecksum> checksum;
  private final NavigableMap<Integer, byte[]> bodies = new TreeMap<>();

  private TestUpload(Uploads uploads, ObjectKey key, String id, Optional<UploadChecksum> checksum) {
    this.uploads = uploads;
    this.key = key;
    this.id = id;
    this.checksum = checksum;
  }

  static TestUpload create(Vault vault) throws IOException {
    return create(vault, VaultFixture.KEY, Optional.empty());
  }

  static TestUpload create(Vault vault, ObjectKey key, Optional<UploadChecksum> checksum)
      throws IOException {
    String id = vault.uploads().create(key, ObjectMetadata.EMPTY, checksum);
    return new TestUpload(vault.uploads(), key, id, checksum);
  }

  /** An upload that a test has begun itself. */
  static TestUpload going(Vault vault, ObjectKey key, String id) {
    return new TestUpload(vault.uploads(), key, id, Optional.empty());
  }

  /** The same upload, by way of another vault. */
  TestUpload through(Vault other) {
    TestUpload same = new TestUpload(other.uploads(), key, id, checksum);
    same.tags.putAll(tags);
    same.bodies.putAll(bodies);
    return same;
  }

  TestUpload put(int number, byte[] body) throws IOException {
    tags.put(number, uploads.putPart(key, id, number, body(body)));
    bodies.put(number, body);
    return this;
  }

  TestUpload put(int number, int length) throws IOException {
    return put(number, TestBody.bytes(length));
  }

  PlaintextBody body(byte[] body) {
    return new PlaintextBody(new ByteArrayInputStream(body), body.length, () -> checksums(body));
  }

  private Map<ChecksumAlgorithm, String> checksums(byte[] body) {
    return checksum
        .map(it -> Map.of(it.algorithm(), TestChecksum.base64(it.algorithm(), body)))
        .orElse(Map.of());
  }

  /** The parts as they would be listed in a completion of all. */
  List<CompletedPart> parts() {
    List<CompletedPart> parts = new ArrayList<>();
    tags.forEach(
        (number, tag) ->
            parts.add(
                new CompletedPart(
                    number, tag, checksums(bodies.getOrDefault(number, new byte[0])))));
    return parts;
  }

  CompletedUpload complete() throws IOException {
    return complete(parts());
  }

  CompletedUpload complete(List<CompletedPart> parts) throws IOException {
    return complete(parts, WriteCondition.NONE);
  }

  CompletedUpload complete(List<CompletedPart> parts, WriteCondition condition) throws IOException {
    return uploads.complete(
        key, id, new UploadCompletion(parts, Optional.empty(), OptionalLong.empty(), condition));
  }

  /** The plaintext of the object that all parts make. */
  byte[] plaintext() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    bodies.values().forEach(all::writeBytes);
    return all.toByteArray();
  }
}
