package com.cipherquay.vault;

import com.cipherquay.keyset.Keyset;
import com.cipherquay.keyset.VaultDirectory;
import com.cipherquay.store.ByteRange;
import com.cipherquay.store.MemoryBucketStore;
import com.cipherquay.store.WriteCondition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Writes the objects of a frozen vault that were put in parts or copied. */
final class FrozenCopyWriter {

  private static final int MIN = 5 << 20;
  private static final String TYPE = "text/x-frozen";

  private final Path directory;
  private final Keyset keyset;
  private final MemoryBucketStore store = new MemoryBucketStore();
  private final Vaults vaults;
  private final List<FrozenCopy> written = new ArrayList<>();

  private FrozenCopyWriter(Path directory, Keyset keyset) {
    this.directory = directory;
    this.keyset = keyset;
    this.vaults = Vaults.of(keyset, store);
  }

  /** The only argument is the directory of a frozen vault that has none of them. */
  public static void main(String[] arguments) throws IOException {
    Path directory = Path.of(arguments[0]);
    write(directory, VaultDirectory.unlock(directory).keyset());
  }

  static void write(Path directory, Keyset keyset) throws IOException {
    if (Files.exists(directory.resolve(FrozenCopy.INDEX))) {
      throw new IOException(FrozenCopy.INDEX + " exists; a frozen vault is never written again");
    }
    FrozenCopyWriter writer = new FrozenCopyWriter(directory, keyset);
    writer.vaults.create("frozen");
    writer.vaults.create("thawed");
    writer.writeAll();
    FrozenCopy.write(directory, writer.written);
  }

  private void writeAll() throws IOException {
    ObjectKey parts = new ObjectKey("parts/two");
    FrozenCopy two = upload("20", parts, true, MIN, 1000);
    FrozenCopy one = upload("21", new ObjectKey("parts/one"), false, 70);
    FrozenObject hello =
        FrozenObject.read(directory).stream()
            .filter(object -> object.key().value().equals("docs/hello.txt"))
            .findFirst()
            .orElseThrow();
    hello.stored(directory).write(store.open("frozen"), hello.name());
    FrozenCopy origin = new FrozenCopy(hello, hello.file(), "frozen", hello.key(), 0, "yZRlqg==");
    copy("22", two, "frozen", new ObjectKey("copies/two"), Optional.empty());
    copy("23", one, "thawed", one.object().key(), Optional.of(metadata("23")));
    FrozenCopy first = copy("24", origin, "thawed", new ObjectKey("hello"), Optional.empty());
    copy("25", first, "frozen", new ObjectKey("copies/of/a/copy"), Optional.of(metadata("25")));
  }

  private static ObjectMetadata metadata(String file) {
    return new ObjectMetadata(
        Map.of(StandardHeader.CONTENT_TYPE, TYPE), Map.of("no", file), Map.of());
  }

  /** Uploads parts with numbers that have gaps. */
  private FrozenCopy upload(String file, ObjectKey key, boolean composite, int... lengths)
      throws IOException {
    Vault vault = vaults.open("frozen");
    Uploads uploads = vault.uploads();
    UploadChecksum checksum = new UploadChecksum(ChecksumAlgorithm.CRC32, composite);
    String id = uploads.create(key, metadata(file), Optional.of(checksum));
    List<CompletedPart> parts = new ArrayList<>();
    for (int length : lengths) {
      int number = 3 + 4 * parts.size();
      byte[] plaintext = TestBody.bytes(length);
      Map<ChecksumAlgorithm, String> sums =
          Map.of(ChecksumAlgorithm.CRC32, TestChecksum.base64(ChecksumAlgorithm.CRC32, plaintext));
      PlaintextBody body = new PlaintextBody(TestBody.of(plaintext).stream(), length, () -> sums);
      String etag = uploads.putPart(key, id, number, body);
      parts.add(new CompletedPart(number, etag, sums));
    }
    uploads.complete(
        key,
        id,
        new UploadCompletion(parts, Optional.empty(), OptionalLong.empty(), WriteCondition.NONE));
    return save(file, file, new Origin("frozen", key), "frozen", key);
  }

  private record Origin(String bucket, ObjectKey key) {}

  private FrozenCopy copy(
      String file, FrozenCopy from, String bucket, ObjectKey key, Optional<ObjectMetadata> metadata)
      throws IOException {
    CopySource source = vaults.open(from.object().bucket()).source(from.object().key());
    vaults.open(bucket).copy(source, key, metadata, WriteCondition.NONE);
    Origin origin = new Origin(from.originBucket(), from.originKey());
    return save(file, from.body(), origin, bucket, key);
  }

  private FrozenCopy save(String file, String body, Origin origin, String bucket, ObjectKey key)
      throws IOException {
    Vault vault = vaults.open(bucket);
    byte[] plaintext = VaultFixture.read(vault, key, new ByteRange.Whole());
    PathKeys paths = PathKeys.of(DirectoryKeys.of(keyset), bucket);
    String digest = FrozenObject.digest(plaintext);
    FrozenObject object =
        new FrozenObject(file, bucket, key, paths.storedName(key), plaintext.length, digest, TYPE);
    StoredCopy stored = StoredCopy.of(store.open(bucket), object.name());
    if (body.equals(file)) {
      object.save(directory, stored);
    } else {
      Files.write(directory.resolve(file + ".meta"), stored.metadata().bytes());
    }
    int parts = vault.head(key).parts().count();
    String checksum = vault.describe(key).checksums().get(0).value();
    FrozenCopy frozen =
        new FrozenCopy(object, body, origin.bucket(), origin.key(), parts, checksum);
    written.add(frozen);
    return frozen;
  }
}
