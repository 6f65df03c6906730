package com.cipherquay.kms;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.crypto.tink.Aead;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A key in the Transit engine of HashiCorp Vault or OpenBao (HTTP API, "Transit secrets engine",
 * Encrypt Data and Decrypt Data). The key must be of a kind that takes associated data: the
 * default, aes256-gcm96, does. Thread-safe.
 *
 * <p>The address is never taken from the vault file: a forged one would be told the token.
 */
final class TransitKms implements Aead {

  static final String SCHEME = "hcvault:";
  static final String EXAMPLE = SCHEME + "MOUNT/keys/NAME";

  private static final Pattern PLACE =
      Pattern.compile("((?:[A-Za-z0-9_-]{1,64}/){1,8})keys/([A-Za-z0-9_-]{1,128})");
  private static final int MOST_TOKEN = 8 << 10;

  private final URI address;
  private final String mount;
  private final String name;
  private final KmsSettings settings;

  private TransitKms(URI address, String mount, String name, KmsSettings settings) {
    this.address = address;
    this.mount = mount;
    this.name = name;
    this.settings = settings;
  }

  static TransitKms of(String uri, KmsSettings settings) throws GeneralSecurityException {
    Matcher place = PLACE.matcher(uri.substring(SCHEME.length()));
    if (!place.matches()) {
      throw new GeneralSecurityException("a key of Vault Transit is " + EXAMPLE);
    }
    URI address =
        settings
            .endpointOr("VAULT_ADDR")
            .orElseThrow(
                () ->
                    new GeneralSecurityException(
                        "no address of Vault is set: VAULT_ADDR, or vault.kms-endpoint"));
    return new TransitKms(JsonCall.trusted(address), place.group(1), place.group(2), settings);
  }

  @Override
  public byte[] encrypt(byte[] plaintext, byte[] associatedData) throws GeneralSecurityException {
    String text = Base64.getEncoder().encodeToString(plaintext);
    return JsonCall.text(call("encrypt", "plaintext", text, associatedData), "ciphertext")
        .getBytes(UTF_8);
  }

  @Override
  public byte[] decrypt(byte[] ciphertext, byte[] associatedData) throws GeneralSecurityException {
    String text = new String(ciphertext, UTF_8);
    return JsonCall.bytes(call("decrypt", "ciphertext", text, associatedData), "plaintext");
  }

  private JsonNode call(String operation, String given, String value, byte[] associatedData)
      throws GeneralSecurityException {
    String bound = Base64.getEncoder().encodeToString(associatedData);
    byte[] body = JsonCall.body(Map.of(given, value, "associated_data", bound));
    URI place = address.resolve("/v1/" + mount + operation + "/" + name);
    return JsonCall.send(
            place, body, Map.of("Content-Type", "application/json", "X-Vault-Token", token()))
        .path("data");
  }

  /** As Vault's own tools find it, but for a file that was named. */
  private String token() throws GeneralSecurityException {
    Optional<String> variable =
        settings.tokenFile().isPresent()
            ? Optional.empty()
            : Optional.ofNullable(settings.environment().get("VAULT_TOKEN"));
    String token = variable.isPresent() ? variable.get().strip() : fromFile();
    if (!token.matches("[\\x21-\\x7e]{1," + MOST_TOKEN + "}")) {
      throw new GeneralSecurityException("the token for Vault is not one line of ASCII");
    }
    return token;
  }

  private String fromFile() throws GeneralSecurityException {
    Path file =
        settings
            .tokenFile()
            .orElse(Path.of(settings.environment().getOrDefault("HOME", ""), ".vault-token"));
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new GeneralSecurityException("no token for Vault: " + file + " can not be read", e);
    }
  }
}
