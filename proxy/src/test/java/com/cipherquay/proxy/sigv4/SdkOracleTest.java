package com.cipherquay.proxy.sigv4;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.zip.CRC32;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.checksums.DefaultChecksumAlgorithm;
import software.amazon.awssdk.http.SdkHttpMethod;

/** What the AWS SDK signs is accepted, and decoded to what was meant. */
final class SdkOracleTest {

  private final RequestVerifier verifier = SdkSigner.verifier();

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 65_535, 65_536, 131_072, 131_073, 1_000_000})
  void readsEveryPayloadMode(int size) throws IOException {
    byte[] body = bytes(size);
    for (SdkSigner.Mode mode :
        List.of(
            SdkSigner.SIGNED,
            SdkSigner.UNSIGNED,
            SdkSigner.CHUNKED,
            SdkSigner.CHUNKED_TRAILER,
            SdkSigner.UNSIGNED_TRAILER)) {
      VerifiedBody verified = SdkSigner.put(body, mode).open(verifier);
      assertEquals(size, verified.length(), mode::toString);
      assertArrayEquals(body, verified.readAllBytes(), mode::toString);
      assertEquals(Optional.empty(), verified.fault());
    }
  }

  @Test
  void handsOverTheChecksumOfATrailer() throws IOException {
    byte[] body = bytes(100_000);
    CRC32 crc = new CRC32();
    crc.update(body);
    VerifiedBody verified = SdkSigner.put(body, SdkSigner.CHUNKED_TRAILER).open(verifier);
    verified.readAllBytes();
    Map.Entry<BodyChecksum, String> checksum = verified.checksum().orElseThrow();
    assertEquals(BodyChecksum.CRC32, checksum.getKey());
    byte[] value = BodyClaims.decode(BodyChecksum.CRC32, checksum.getValue());
    assertEquals(crc.getValue(), Long.parseLong(Digests.HEX.formatHex(value), 16));
  }

  @Test
  void readsTrailersOfOtherAlgorithms() throws IOException {
    byte[] body = bytes(70_000);
    for (DefaultChecksumAlgorithmName name : DefaultChecksumAlgorithmName.values()) {
      SdkSigner.Mode mode = new SdkSigner.Mode(true, true, Optional.of(name.algorithm()));
      VerifiedBody verified = SdkSigner.put(body, mode).open(verifier);
      assertArrayEquals(body, verified.readAllBytes());
      assertEquals(name.name(), verified.checksum().orElseThrow().getKey().name());
    }
  }

  /** The algorithms that the SDK computes without native code. */
  private enum DefaultChecksumAlgorithmName {
    CRC32,
    CRC32C,
    SHA1,
    SHA256;

    software.amazon.awssdk.checksums.spi.ChecksumAlgorithm algorithm() {
      return switch (this) {
        case CRC32 -> DefaultChecksumAlgorithm.CRC32;
        case CRC32C -> DefaultChecksumAlgorithm.CRC32C;
        case SHA1 -> DefaultChecksumAlgorithm.SHA1;
        case SHA256 -> DefaultChecksumAlgorithm.SHA256;
      };
    }
  }

  @Property(tries = 300)
  void acceptsEveryObjectKeyAndQuery(
      @ForAll("texts") String key, @ForAll("parameters") List<Map.Entry<String, String>> query) {
    SignedExchange signed = SdkSigner.get("/bucket/" + path(key), query);
    assertEquals(SdkSigner.OWNER.accessKeyId(), verifier.verify(signed.request()).accessKeyId());
  }

  @Property(tries = 200)
  void signsAsTheSdkDoes(
      @ForAll("texts") String key, @ForAll("parameters") List<Map.Entry<String, String>> query) {
    SignedExchange theirs = SdkSigner.get("/bucket/" + path(key), query);
    SignableRequest bare =
        theirs
            .without("Authorization")
            .without("X-Amz-Date")
            .without("x-amz-content-sha256")
            .request();
    List<Map.Entry<String, String>> ours =
        SigV4Signer.of(SdkSigner.REGION, SdkSigner.CLOCK)
            .sign(bare, SdkSigner.OWNER, PayloadHash.EMPTY);
    assertEquals(theirs.header("Authorization"), ours.get(ours.size() - 1).getValue());
  }

  @Property(tries = 100)
  void acceptsPresignedRequests(
      @ForAll("texts") String key, @ForAll("parameters") List<Map.Entry<String, String>> query) {
    SignedExchange signed =
        SdkSigner.presign(
            SdkSigner.request(SdkHttpMethod.GET, "/bucket/" + path(key), query),
            Duration.ofHours(1));
    assertEquals(SdkSigner.OWNER.accessKeyId(), verifier.verify(signed.request()).accessKeyId());
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings()
        .withChars("aZ09-._~/ +%&=?#;:@!$'()*,\\\"<>[]{}|^`\u0001\u007f\u00e9\u20ac")
        .withCharRange('\u0100', '\ud7ff')
        .ofMaxLength(30)
        .map(text -> text + "\ud83d\ude00");
  }

  @Provide
  Arbitrary<List<Map.Entry<String, String>>> parameters() {
    Arbitrary<String> names = Arbitraries.of("prefix", "delimiter", "list-type", "a", "A", "a-b");
    return names
        .flatMap(name -> texts().map(value -> Map.entry(name, value)))
        .list()
        .ofMaxSize(4)
        .uniqueElements(Map.Entry::getKey);
  }

  private static String path(String key) {
    return PercentEncoding.encode(key).replace("%2F", "/");
  }

  private static byte[] bytes(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }
}
