package com.cipherquay.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.cipherquay.keyset.FixedKeyset;
import com.cipherquay.store.ByteRange;
import com.cipherquay.store.MemoryStore;
import com.cipherquay.store.StoredMetadata;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The vectors for parts, trailers, metadata and whole objects. */
final class ContentVectorsTest {

  private static final HexFormat HEX = HexFormat.of();
  private static final DirectoryKeys DIRECTORIES = DirectoryKeys.of(FixedKeyset.create());

  @TestFactory
  Stream<DynamicTest> vectors() {
    return Stream.of("parts.txt", "trailers.txt", "metadata.txt", "objects.txt", "copies.txt")
        .flatMap(file -> Vector.read(file).stream())
        .map(
            vector ->
                DynamicTest.dynamicTest(
                    vector.toString(), () -> assertEquals(vector.expected(), outcome(vector))));
  }

  private static String outcome(Vector vector) throws IOException {
    try {
      String result =
          switch (vector.text("op")) {
            case "header" -> header(vector);
            case "segment" -> segment(vector);
            case "manifest" -> describe(Manifest.decode(vector.hex("manifest")));
            case "trailer" -> trailer(vector);
            case "record" -> describe(RecordCodec.decode(vector.hex("record")));
            case "metadata" -> metadata(vector);
            case "get" -> get(vector);
            default -> throw new IllegalStateException(vector + " has an unknown op");
          };
      return ("ok " + result).strip();
    } catch (VaultException e) {
      return "fail " + e.fault().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  private static DataKey key(Vector vector) {
    return DataKey.of(vector.hex("dek"));
  }

  private static WriteId writeId(Vector vector) {
    return new WriteId(Octets.of(vector.hex("write_id")));
  }

  private static ObjectPath path(Vector vector) {
    return new ObjectPath(paths(vector), objectKey(vector));
  }

  private static PathKeys paths(Vector vector) {
    return PathKeys.of(DIRECTORIES, vector.text("bucket"));
  }

  private static ObjectKey objectKey(Vector vector) {
    return new ObjectKey(new String(vector.hex("key"), UTF_8));
  }

  private static String header(Vector vector) throws VaultException {
    PartHeader header = PartHeader.parse(vector.hex("header"));
    header.verify(key(vector), Math.toIntExact(vector.number("number")), writeId(vector));
    assertEquals(HEX.formatHex(header.bytes()), vector.text("header"));
    return Integer.toUnsignedString(header.origin().epoch())
        + " "
        + header.origin().wrap()
        + " "
        + header.segmentHeader();
  }

  private static String segment(Vector vector) throws VaultException {
    byte[] context =
        PartHeader.segmentContext(Math.toIntExact(vector.number("number")), writeId(vector));
    Octets header = Octets.of(vector.hex("segment_header"));
    SegmentCipher.Decrypter decrypter = new SegmentCipher.Decrypter(key(vector), header, context);
    byte[] ciphertext = vector.hex("segment");
    ByteBuffer plaintext = ByteBuffer.allocate(ciphertext.length);
    int index = Math.toIntExact(vector.number("index"));
    decrypter.decrypt(index, vector.number("last") == 1, ByteBuffer.wrap(ciphertext), plaintext);
    return HEX.formatHex(plaintext.array(), 0, plaintext.position());
  }

  private static String trailer(Vector vector) throws VaultException {
    PathKeys anywhere = PathKeys.of(DIRECTORIES, "photos");
    ObjectPath path = new ObjectPath(anywhere, VaultFixture.KEY);
    return describe(new Trailer(path, key(vector), writeId(vector)).open(vector.hex("tail")));
  }

  private static String describe(Manifest manifest) {
    String checksum =
        manifest
            .checksum()
            .map(it -> it.algorithm() + (it.composite() ? "/composite/" : "/object/") + it.value())
            .orElse("none");
    String parts =
        manifest.parts().stream()
            .map(part -> part.number() + ":" + part.length())
            .collect(Collectors.joining(" "));
    return manifest.length() + " " + checksum + " " + parts;
  }

  private static String metadata(Vector vector) throws VaultException {
    ObjectPath path = path(vector);
    MetadataEnvelope envelope = MetadataEnvelope.parse(StoredMetadata.of(vector.hex("stored")));
    ObjectRecord contents = envelope.open(path, path.unwrap(envelope.wrapped()));
    assertEquals(StoredMetadata.of(vector.hex("stored")), envelope.stored());
    return describe(contents);
  }

  private static String describe(ObjectRecord contents) {
    List<String> words = new ArrayList<>();
    words.add(contents.single().map(single -> "single:" + single.length()).orElse("parts"));
    words.add(contents.checksumInTrailer() ? "later" : "-");
    words.add(Long.toString(contents.writtenAt()));
    List<StandardHeader> headers = List.of(StandardHeader.values());
    for (Map.Entry<StandardHeader, String> header : contents.metadata().headers().entrySet()) {
      words.add("header:" + headers.indexOf(header.getKey()) + ":" + hex(header.getValue()));
    }
    for (Map.Entry<String, String> user : contents.metadata().user().entrySet()) {
      words.add("user:" + hex(user.getKey()) + ":" + hex(user.getValue()));
    }
    contents
        .metadata()
        .checksums()
        .forEach(
            (algorithm, sum) ->
                words.add(
                    "checksum:"
                        + algorithm
                        + ":"
                        + HEX.formatHex(Base64.getDecoder().decode(sum))));
    return String.join(" ", words);
  }

  private static String hex(String text) {
    return HEX.formatHex(text.getBytes(UTF_8));
  }

  private static String get(Vector vector) throws IOException {
    MemoryStore store = MemoryStore.create();
    StoredMetadata metadata = StoredMetadata.of(vector.hex("metadata"));
    new StoredCopy(Octets.of(vector.hex("body")), metadata)
        .write(store, paths(vector).storedName(objectKey(vector)));
    Vault vault = VaultFixture.over(store, paths(vector));
    return HEX.formatHex(VaultFixture.read(vault, objectKey(vector), new ByteRange.Whole()));
  }
}
