package com.cipherquay.vault;

import com.cipherquay.keyset.Keyset;
import com.cipherquay.keyset.VaultDirectory;
import com.cipherquay.store.MemoryStore;
import com.cipherquay.store.WriteCondition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes a frozen vault, once per version of the format; {@code tests/vaults/README.md} says how.
 */
final class FrozenVaultWriter {

  private static final int Q = SegmentCipher.PLAINTEXT;
  private static final String CRC = "yZRlqg==";

  private FrozenVaultWriter() {}

  /** The only argument is the directory to make. */
  public static void main(String[] arguments) throws IOException {
    Path directory = Path.of(arguments[0]);
    if (Files.exists(directory)) {
      throw new IOException(directory + " exists; a frozen vault is never written again");
    }
    Keyset keyset = VaultDirectory.open(directory).keyset();
    Map<String, Integer> lengths =
        Map.of(
            "empty", 0,
            "docs/hello.txt", 5,
            "docs/été/", 77,
            "//", 4096,
            "almost", Q - 1,
            "full", Q,
            "full and one", Q + 1,
            "two full", 2 * Q,
            "x/y/z/many", 150_000);
    List<FrozenObject> objects = new ArrayList<>();
    for (Map.Entry<String, Integer> wanted : new TreeMap<>(lengths).entrySet()) {
      String file = "%02d".formatted(objects.size());
      ObjectKey key = new ObjectKey(wanted.getKey());
      objects.add(write(directory, keyset, file, key, TestBody.bytes(wanted.getValue())));
    }
    FrozenObject.write(directory, objects);
    FrozenCopyWriter.write(directory, keyset);
  }

  private static FrozenObject write(
      Path directory, Keyset keyset, String file, ObjectKey key, byte[] plaintext)
      throws IOException {
    PathKeys paths = PathKeys.of(DirectoryKeys.of(keyset), "frozen");
    MemoryStore store = MemoryStore.create();
    ObjectMetadata metadata =
        new ObjectMetadata(
            Map.of(StandardHeader.CONTENT_TYPE, "text/x-frozen"), Map.of("no", file), Map.of());
    PlaintextBody body =
        new PlaintextBody(
            TestBody.of(plaintext).stream(),
            plaintext.length,
            () -> Map.of(ChecksumAlgorithm.CRC32, CRC));
    VaultFixture.over(store, paths).put(key, metadata, body, WriteCondition.NONE);
    FrozenObject frozen =
        new FrozenObject(
            file,
            "frozen",
            key,
            paths.storedName(key),
            plaintext.length,
            FrozenObject.digest(plaintext),
            "text/x-frozen");
    frozen.save(directory, StoredCopy.of(store, frozen.name()));
    return frozen;
  }
}
