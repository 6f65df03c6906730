package com.cipherquay.kms;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.crypto.tink.Aead;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The calls of the Transit engine, and what of either service is refused before any call. */
final class KmsServicesTest {

  private static final byte[] KEY = "thirty-two bytes, as of a vault.".getBytes(UTF_8);
  private static final byte[] VAULT = {1, 2, 3, 4};
  private static final byte[] OTHER = {1, 2, 3, 5};
  private static final String TRANSIT = "hcvault:transit/keys/cq";
  private static final String ARN = "aws-kms://arn:aws:kms:eu-central-1:111122223333:key/k";

  @TempDir private Path folder = Path.of("");

  @SuppressWarnings("NullAway.Init") // set before each test
  private TransitServer server;

  @BeforeEach
  void start() throws Exception {
    server = TransitServer.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Aead transit(Map<String, String> environment) throws GeneralSecurityException {
    return KmsServices.of(
            new KmsSettings(Optional.of(server.address()), Optional.empty(), environment))
        .key(TRANSIT);
  }

  @Test
  void transitEncryptsForOneVault() throws Exception {
    Aead aead = transit(Map.of("VAULT_TOKEN", TransitServer.TOKEN));
    byte[] wrapped = aead.encrypt(KEY, VAULT);
    assertTrue(new String(wrapped, UTF_8).startsWith("vault:v1:"));
    assertArrayEquals(KEY, aead.decrypt(wrapped, VAULT));
    assertThrows(GeneralSecurityException.class, () -> aead.decrypt(wrapped, OTHER));
    wrapped[wrapped.length - 3] ^= 0x01;
    assertThrows(GeneralSecurityException.class, () -> aead.decrypt(wrapped, VAULT));
  }

  @Test
  void theTokenIsFoundAsVaultsToolsFindIt() throws Exception {
    Path file = folder.resolve("token");
    Files.writeString(file, TransitServer.TOKEN + "\n");
    Aead named =
        KmsServices.of(
                new KmsSettings(
                    Optional.of(server.address()),
                    Optional.of(file),
                    Map.of("VAULT_TOKEN", "another")))
            .key(TRANSIT);
    assertArrayEquals(KEY, named.decrypt(named.encrypt(KEY, VAULT), VAULT));
    Files.writeString(folder.resolve(".vault-token"), TransitServer.TOKEN);
    Aead home = transit(Map.of("HOME", folder.toString()));
    assertArrayEquals(KEY, home.decrypt(home.encrypt(KEY, VAULT), VAULT));
    Aead none = transit(Map.of("HOME", folder.resolve("none").toString()));
    assertRefused("no token for Vault", none);
    assertRefused("refused with status 403", transit(Map.of("VAULT_TOKEN", "wrong")));
    assertRefused("not one line", transit(Map.of("VAULT_TOKEN", "two\nlines")));
  }

  @Test
  void noErrorHasTheToken() throws Exception {
    server.answer(500, "{\"errors\":[\"" + TransitServer.TOKEN + "\"]}");
    GeneralSecurityException e =
        assertRefused("status 500", transit(Map.of("VAULT_TOKEN", TransitServer.TOKEN)));
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      assertFalse(String.valueOf(cause.getMessage()).contains(TransitServer.TOKEN));
    }
    KmsSettings settings =
        new KmsSettings(Optional.empty(), Optional.empty(), Map.of("VAULT_TOKEN", "s.secret"));
    assertFalse(settings.toString().contains("s.secret"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "[]", "{}", "{\"data\":{}}", "{\"data\":{\"plaintext\":\"!\"}}"})
  void answersThatAreNone(String body) throws Exception {
    server.answer(200, body);
    Aead aead = transit(Map.of("VAULT_TOKEN", TransitServer.TOKEN));
    assertThrows(GeneralSecurityException.class, () -> aead.decrypt(KEY, VAULT));
  }

  @Test
  void outOfReach() throws IOException, GeneralSecurityException {
    Aead aead = transit(Map.of("VAULT_TOKEN", TransitServer.TOKEN));
    server.close();
    assertRefused("can not be reached", aead);
  }

  @Test
  void aRedirectIsNotFollowed() throws Exception {
    server.answer(307, "");
    assertRefused("status 307", transit(Map.of("VAULT_TOKEN", TransitServer.TOKEN)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://vault.example.com",
        "ftp://127.0.0.1",
        "vault.example.com",
        "http://127.evil.example",
        "a b"
      })
  void noSecretGoesOverPlainHttp(String address) {
    KmsServices services =
        KmsServices.of(
            new KmsSettings(
                Optional.empty(),
                Optional.empty(),
                Map.of("VAULT_ADDR", address, "AWS_ENDPOINT_URL_KMS", address)));
    assertThrows(GeneralSecurityException.class, () -> services.key(TRANSIT));
    assertThrows(GeneralSecurityException.class, () -> services.key(ARN));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hcvault:",
        "hcvault:keys/a",
        "hcvault:transit/keys/../a",
        "hcvault:transit/keys/a?b",
        "hcvault://evil.example/transit/keys/a",
        "aws-kms://",
        "aws-kms://arn:aws:kms:eu/central:111122223333:key/k",
        "aws-kms://arn:aws:s3:eu-central-1:111122223333:key/k",
        "aws-kms://arn:aws:kms:evil.example/x:111122223333:key/k",
        "gcp-kms://x"
      })
  void aNameIsOfAKeyAndNothingElse(String uri) {
    KmsServices services =
        KmsServices.of(new KmsSettings(Optional.of(server.address()), Optional.empty(), Map.of()));
    assertThrows(GeneralSecurityException.class, () -> services.key(uri));
  }

  @Test
  void transitHasNoAddressOfItsOwn() {
    KmsServices services =
        KmsServices.of(new KmsSettings(Optional.empty(), Optional.empty(), Map.of()));
    GeneralSecurityException e =
        assertThrows(GeneralSecurityException.class, () -> services.key(TRANSIT));
    assertEquals("no address of Vault is set: VAULT_ADDR, or vault.kms-endpoint", e.getMessage());
  }

  /** AWS_ENDPOINT_URL is where the clients of the proxy find the proxy. */
  @Test
  void awsIsAskedInTheRegionOfTheKeyUnlessToldOtherwise() throws Exception {
    Map<String, String> clients = Map.of("AWS_ENDPOINT_URL", "https://proxy.example.com");
    assertEquals("https://kms.eu-central-1.amazonaws.com/", aws(ARN, clients));
    assertEquals(
        "https://kms.cn-north-1.amazonaws.com.cn/",
        aws("aws-kms://arn:aws-cn:kms:cn-north-1:111122223333:alias/a/b", clients));
    assertEquals(
        "https://kms.example.com/",
        aws(ARN, Map.of("AWS_ENDPOINT_URL_KMS", "https://kms.example.com")));
  }

  private static String aws(String uri, Map<String, String> environment)
      throws GeneralSecurityException {
    KmsSettings settings = new KmsSettings(Optional.empty(), Optional.empty(), environment);
    return AwsKms.of(uri, settings).endpoint().toString();
  }

  private static GeneralSecurityException assertRefused(String reason, Aead aead) {
    GeneralSecurityException e =
        assertThrows(GeneralSecurityException.class, () -> aead.encrypt(KEY, VAULT));
    assertTrue(String.valueOf(e.getMessage()).contains(reason), e.getMessage());
    return e;
  }
}
