package com.cipherquay.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.cipherquay.keyset.DerivedKey;
import com.cipherquay.keyset.FixedKeyset;
import com.cipherquay.keyset.KeyType;
import com.cipherquay.keyset.Keyset;
import com.cipherquay.store.BucketStore;
import com.cipherquay.store.ByteRange;
import com.cipherquay.store.MemoryBucketStore;
import com.cipherquay.store.StoredBody;
import com.cipherquay.store.StoredMetadata;
import com.cipherquay.store.StoredName;
import com.cipherquay.store.StoredTags;
import com.cipherquay.store.WriteCondition;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The bytes printed in FORMAT.md, which another implementation made, are an object to this one. */
final class WorkedExampleTest {

  private static final ObjectKey KEY = new ObjectKey("docs/plan.txt");
  private static final byte[] NOTHING = {};

  private final Map<String, String> example = read();
  private final Keyset keyset = FixedKeyset.create();
  private final PathKeys paths = PathKeys.of(DirectoryKeys.of(keyset), "photos");

  private static Map<String, String> read() {
    List<String> lines;
    try {
      lines = Files.readAllLines(Path.of("../FORMAT.md"), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, String> values = new HashMap<>();
    String name = "";
    for (String line : lines.subList(lines.indexOf("## Worked example"), lines.size())) {
      if (line.startsWith("## Security")) {
        break;
      } else if (line.startsWith("      ")) {
        values.merge(name, line.strip(), String::concat);
      } else if (line.startsWith("    ") && line.endsWith("=")) {
        name = line.substring(0, line.length() - 1).strip();
      }
    }
    return values;
  }

  @Test
  void derivesItsKeys() {
    assertKey("Bn", keyset.bucketNames("photos"));
    assertKey(
        "DIRn(docs)",
        keyset.bucketNames("photos").derive(KeyType.DIRECTORY, "docs".getBytes(UTF_8)));
    assertKey("OBJc", paths.objectKey(2, KEY).orElseThrow());
  }

  @Test
  void readsItsObject() throws IOException {
    try (BucketStore store = new MemoryBucketStore()) {
      Vault vault = store(store, text("stored name"), hex("body"), hex("metadata"));
      try (VaultObject object = vault.get(KEY, new ByteRange.Whole())) {
        assertEquals("hello", new String(object.body().readAllBytes(), UTF_8));
        assertEquals(
            Map.of(StandardHeader.CONTENT_TYPE, "text/plain"), object.info().metadata().headers());
      }
      ListPage page =
          vault.list(new ListRequest("docs/", "", ListPosition.BEGINNING, 1, ListOrder.STORED));
      assertEquals(KEY, page.objects().get(0).key());
      assertEquals(5, page.objects().get(0).length());
    }
  }

  @Test
  void refusesEveryFlippedByteOfItsBodyAndMetadata() throws IOException {
    try (BucketStore store = new MemoryBucketStore()) {
      for (String altered : List.of("body", "metadata")) {
        for (int i = 0; i < hex(altered).length; i++) {
          byte[] body = hex("body");
          byte[] metadata = hex("metadata");
          (altered.equals("body") ? body : metadata)[i] ^= 1;
          Vault vault = store(store, text("stored name"), body, metadata);
          assertThrows(VaultException.class, () -> read(vault), altered + " byte " + i);
        }
      }
    }
  }

  @Test
  void hasItsNameSizeAndToken() throws IOException {
    assertEquals(text("stored name"), paths.storedName(KEY).value());
    assertEquals(ObjectSize.target(5), hex("body").length);
    ListRequest request = new ListRequest("docs/", "", ListPosition.BEGINNING, 1, ListOrder.STORED);
    ListToken token = new ListToken(paths.listTokens());
    assertEquals(text("token"), token.seal(text("stored name"), request, ListOrder.STORED));
  }

  @Test
  void hasItsUpload() throws IOException {
    ObjectPath path = new ObjectPath(paths, KEY);
    UploadRecord record = UploadRecord.parse(hex("upload record")).orElseThrow();
    DataKey key = path.unwrap(record.wrapped());
    UploadRecord.Contents contents =
        record.open(key, path.uploadContext("example-upload")).orElseThrow();
    assertEquals(VaultFixture.CLOCK.millis(), contents.createdAt());
    assertEquals(Optional.empty(), contents.checksum());
    byte[] commitment = new byte[32];
    Arrays.fill(commitment, (byte) 1);
    long now = VaultFixture.CLOCK.millis();
    PartToken part = new PartToken(Optional.empty(), 5, now, Octets.of(commitment), Octets.NONE);
    WriteId id = record.wrapped().writeId();
    PartTokens tokens = PartTokens.of(key, id, keyset.vaultId(), "example-upload");
    assertEquals(text("part token"), tokens.seal(3, "abc", part));
    assertEquals(Optional.of(part), tokens.open(3, "abc", text("part token")));
    StoredName name = UploadFolder.of("example-upload").token(3, text("part token"));
    assertEquals(text("part name"), name.value());
  }

  @Test
  void hasItsTag() throws IOException {
    StoredTags stored = new StoredTags(Map.of(text("tag key"), text("tag value")));
    ObjectTags tags = ObjectTags.of(Map.of("project", "blue"));
    assertEquals(stored, TagCipher.of(paths).seal(tags));
    assertEquals(tags, TagCipher.of(paths).open(stored));
  }

  private static byte[] read(Vault vault) throws IOException {
    try (VaultObject object = vault.get(KEY, new ByteRange.Whole())) {
      return object.body().readAllBytes();
    }
  }

  private Vault store(BucketStore store, String name, byte[] body, byte[] metadata)
      throws IOException {
    Vaults vaults = Vaults.of(keyset, store);
    if (store.buckets().isEmpty()) {
      vaults.create("photos");
    }
    StoredBody stored = new StoredBody(new ByteArrayInputStream(body), body.length);
    StoredMetadata beside = StoredMetadata.of(metadata);
    store.open("photos").write(new StoredName(name), stored, beside, WriteCondition.NONE);
    return vaults.open("photos");
  }

  private void assertKey(String name, DerivedKey key) {
    assertArrayEquals(
        DerivedKey.of(hex(name)).bytes(KeyType.NAME, NOTHING, 32),
        key.bytes(KeyType.NAME, NOTHING, 32));
  }

  private String text(String name) {
    return example.getOrDefault(name, "missing: " + name);
  }

  private byte[] hex(String name) {
    return HexFormat.of().parseHex(text(name));
  }
}
