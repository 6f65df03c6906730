package com.cipherquay.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.cipherquay.keyset.FixedKeyset;
import com.cipherquay.store.ByteRange;
import com.cipherquay.store.MemoryStore;
import com.cipherquay.store.StoredLock;
import com.cipherquay.store.StoredMetadata;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The vectors for multipart uploads and for objects of several parts. */
final class UploadVectorsTest {

  private static final HexFormat HEX = HexFormat.of();
  private static final DirectoryKeys DIRECTORIES = DirectoryKeys.of(FixedKeyset.create());
  private static final int PATTERN = 251;

  @TestFactory
  Stream<DynamicTest> vectors() {
    return Stream.of("uploads.txt", "multipart.txt")
        .flatMap(file -> Vector.read(file).stream())
        .map(
            vector ->
                DynamicTest.dynamicTest(
                    vector.toString(), () -> assertEquals(vector.expected(), outcome(vector))));
  }

  private static String outcome(Vector vector) throws IOException, GeneralSecurityException {
    try {
      return switch (vector.text("op")) {
        case "record" -> record(vector).map(it -> "ok " + it).orElse("fail no-such-upload");
        case "names" -> names(vector);
        case "token" -> token(vector).map(it -> "ok " + it).orElse("fail not-of-this-part");
        case "tag" -> tag(vector);
        case "parts" -> "ok " + parts(vector);
        default -> throw new IllegalStateException(vector + " has an unknown op");
      };
    } catch (VaultException e) {
      return "fail " + e.fault().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  private static ObjectPath path(Vector vector) {
    return new ObjectPath(paths(vector), key(vector));
  }

  private static PathKeys paths(Vector vector) {
    return PathKeys.of(DIRECTORIES, vector.text("bucket"));
  }

  private static ObjectKey key(Vector vector) {
    return new ObjectKey(new String(vector.hex("key"), UTF_8));
  }

  private static String uploadId(Vector vector) {
    return new String(vector.hex("upload_id"), UTF_8);
  }

  private static Optional<String> record(Vector vector) throws VaultException {
    Optional<UploadRecord> record = UploadRecord.parse(vector.hex("record"));
    if (record.isEmpty()) {
      return Optional.empty();
    }
    ObjectPath path = path(vector);
    byte[] context = path.uploadContext(uploadId(vector));
    Optional<DataKey> key = path.tryUnwrap(record.get().wrapped());
    Optional<UploadRecord.Contents> contents = key.flatMap(it -> record.get().open(it, context));
    if (contents.isPresent()) {
      WrappedKey wrapped = record.get().wrapped();
      byte[] again = UploadRecord.seal(key.orElseThrow(), wrapped, context, contents.get()).bytes();
      assertArrayEquals(vector.hex("record"), again);
    }
    return contents.map(
        it ->
            it.checksum()
                    .map(sum -> sum.algorithm() + (sum.composite() ? "/composite" : "/object"))
                    .orElse("none")
                + (" " + it.createdAt() + " " + it.tags().encoded()).stripTrailing()
                + lock(it.lock())
                + it.end().map(end -> " ends " + end.toEpochMilli()).orElse(""));
  }

  private static String lock(StoredLock lock) {
    if (lock.equals(StoredLock.NONE)) {
      return "";
    }
    String retention =
        lock.retention().map(it -> " " + it.mode() + " " + it.until().toEpochMilli()).orElse("");
    return " locked" + retention + lock.legalHold().map(it -> " " + it).orElse("");
  }

  private static String names(Vector vector) {
    UploadFolder folder = UploadFolder.of(uploadId(vector));
    int number = Math.toIntExact(vector.number("number"));
    return "ok " + folder.record() + " " + folder.token(number, vector.text("token"));
  }

  private static Optional<String> token(Vector vector) {
    DataKey key = DataKey.of(vector.hex("dek"));
    WriteId id = new WriteId(Octets.of(vector.hex("write_id")));
    byte[] vaultId = FixedKeyset.create().vaultId();
    PartTokens tokens = PartTokens.of(key, id, vaultId, uploadId(vector));
    int number = Math.toIntExact(vector.number("number"));
    Optional<PartToken> opened = tokens.open(number, vector.text("tag"), vector.text("token"));
    opened.ifPresent(
        it -> assertEquals(vector.text("token"), tokens.seal(number, vector.text("tag"), it)));
    return opened.map(
        it ->
            String.join(
                    " ",
                    it.algorithm().map(ChecksumAlgorithm::name).orElse("none"),
                    Long.toString(it.length()),
                    Long.toString(it.writtenAt()),
                    it.commitment().toString(),
                    it.checksum().toString())
                .strip());
  }

  private static String tag(Vector vector) {
    Optional<PartTag> tag = PartTag.parse(vector.text("etag"));
    tag.ifPresent(it -> assertEquals(vector.text("etag"), it.forClients()));
    return tag.map(it -> "ok " + (it.held() ? "held" : it.storeTag()) + " " + it.token())
        .orElse("fail not-a-tag");
  }

  /** Puts a body together as the vector says, and reads it. */
  private static String parts(Vector vector) throws IOException, GeneralSecurityException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (String part : vector.text("parts").split(" ", -1)) {
      writePart(body, part.split(":", -1));
    }
    body.writeBytes(new byte[Math.toIntExact(vector.number("zeros"))]);
    body.writeBytes(vector.hex("tail"));
    assertEquals(vector.text("sha256"), FrozenObject.digest(body.toByteArray()), "the body");
    MemoryStore store = MemoryStore.create();
    StoredMetadata metadata = StoredMetadata.of(vector.hex("metadata"));
    new StoredCopy(Octets.of(body.toByteArray()), metadata)
        .write(store, paths(vector).storedName(key(vector)));
    Vault vault = VaultFixture.over(store, paths(vector));
    byte[] plaintext = VaultFixture.read(vault, key(vector), new ByteRange.Whole());
    return FrozenObject.digest(plaintext);
  }

  /** The fields are start, length, last, header and segment key. */
  private static void writePart(ByteArrayOutputStream body, String[] field)
      throws GeneralSecurityException {
    long start = Long.parseLong(field[0]);
    byte[] plaintext = new byte[Integer.parseInt(field[1])];
    for (int i = 0; i < plaintext.length; i++) {
      plaintext[i] = (byte) ((start + i) % PATTERN);
    }
    byte[] header = HEX.parseHex(field[3]);
    body.writeBytes(header);
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    SecretKeySpec key = new SecretKeySpec(HEX.parseHex(field[4]), "AES");
    int last = plaintext.length / SegmentCipher.PLAINTEXT;
    for (int i = 0; i <= last; i++) {
      byte flag = i == last ? Byte.parseByte(field[2]) : 0;
      ByteBuffer nonce = ByteBuffer.allocate(12).put(header, 109, 7).putInt(i).put(flag);
      cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(128, nonce.array()));
      int from = i * SegmentCipher.PLAINTEXT;
      int length = Math.min(SegmentCipher.PLAINTEXT, plaintext.length - from);
      body.writeBytes(cipher.doFinal(plaintext, from, length));
    }
  }
}
