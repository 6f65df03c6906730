package com.cipherquay.keytool;

import com.cipherquay.grant.Grant;
import com.cipherquay.grant.GrantCredential;
import com.cipherquay.grant.GrantLink;
import com.cipherquay.grant.GrantRegistry;
import com.cipherquay.grant.GrantScope;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A grant as commands print it, and read it on standard input. */
final class GrantDocument {

  private static final int MOST_BYTES = 64 << 10;
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private GrantDocument() {}

  /**
   * Reads a credential.
   *
   * @throws IOException if it is none; the message is for the user
   */
  static GrantCredential read(InputStream in) throws IOException {
    JsonNode document = document(in);
    return credential(document, text(document, "sessionToken"));
  }

  /**
   * Reads a credential, or the pair of one that a vault has registered.
   *
   * @throws IOException if it is none; the message is for the user
   */
  static GrantCredential read(InputStream in, VaultOption vault) throws IOException {
    JsonNode document = document(in);
    Optional<Grant> registered =
        document.has("sessionToken")
            ? Optional.empty()
            : GrantRegistry.read(vault.folder(), vault.unlock())
                .registered(text(document, "accessKeyId"));
    return credential(
        document,
        registered.isPresent() ? registered.get().token() : text(document, "sessionToken"));
  }

  private static JsonNode document(InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(MOST_BYTES + 1);
    JsonNode document;
    try {
      document = JSON.readTree(bytes);
    } catch (JsonProcessingException e) {
      throw notOne(e);
    }
    if (bytes.length > MOST_BYTES || document == null || !document.isObject()) {
      throw notOne(null);
    }
    return document;
  }

  private static GrantCredential credential(JsonNode document, String token) throws IOException {
    return GrantCredential.parse(
        text(document, "accessKeyId"), text(document, "secretAccessKey"), token);
  }

  private static String text(JsonNode document, String name) throws IOException {
    JsonNode value = document.path(name);
    if (!value.isTextual()) {
      throw new IOException("the grant on standard input has no " + name);
    }
    return value.textValue();
  }

  private static IOException notOne(@Nullable Throwable cause) {
    return new IOException(
        "standard input is not a grant: expected the JSON that grant create --json prints", cause);
  }

  /**
   * The fields of a credential, with its secret: only for who makes it.
   *
   * @param registered whether it is used without its session token
   */
  static Map<String, Object> ofCredential(GrantCredential credential, boolean registered) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("accessKeyId", credential.grant().accessKeyId());
    fields.put("secretAccessKey", credential.secretAccessKey());
    if (!registered) {
      fields.put("sessionToken", credential.grant().token());
    }
    fields.put("grantId", credential.grant().id());
    credential.grant().notAfter().ifPresent(end -> fields.put("expires", end.toString()));
    return fields;
  }

  /** The same for a shell to evaluate. */
  static String exports(GrantCredential credential, boolean registered) {
    return String.format(
        "export AWS_ACCESS_KEY_ID=%s%nexport AWS_SECRET_ACCESS_KEY=%s%n%s",
        credential.grant().accessKeyId(),
        credential.secretAccessKey(),
        registered
            ? "unset AWS_SESSION_TOKEN"
            : "export AWS_SESSION_TOKEN=" + credential.grant().token());
  }

  /** The fields of what a grant allows; no secret is among them. */
  static Map<String, Object> ofGrant(Grant grant) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("grantId", grant.id());
    fields.put("accessKeyId", grant.accessKeyId());
    fields.put("lineage", grant.lineage());
    grant.notAfter().ifPresent(end -> fields.put("expires", end.toString()));
    fields.put("links", grant.links().stream().map(GrantDocument::ofLink).toList());
    return fields;
  }

  static Map<String, Object> ofLink(GrantLink link) {
    Map<String, Object> fields = new LinkedHashMap<>();
    link.label().ifPresent(text -> fields.put("label", text));
    if (!link.scopes().isEmpty()) {
      fields.put("scopes", link.scopes().stream().map(GrantScope::toString).toList());
    }
    link.actions().ifPresent(it -> fields.put("allow", words(link)));
    link.notBefore().map(Instant::toString).ifPresent(time -> fields.put("notBefore", time));
    link.notAfter().map(Instant::toString).ifPresent(time -> fields.put("expires", time));
    link.maxLifetime().ifPresent(most -> fields.put("maxLifetimeSeconds", most.toSeconds()));
    return fields;
  }

  static List<String> words(GrantLink link) {
    return link.actions().stream()
        .flatMap(actions -> actions.stream().sorted())
        .map(action -> action.word())
        .toList();
  }

  /** What the last link of a grant allows, in one line. */
  static String line(Grant grant) {
    return line(grant.links().get(grant.links().size() - 1));
  }

  /** What a link allows, in one line. */
  static String line(GrantLink link) {
    StringBuilder line = new StringBuilder();
    link.actions().ifPresent(it -> line.append("  ").append(String.join(",", words(link))));
    link.scopes().forEach(scope -> line.append("  ").append(Output.visible(scope.toString())));
    link.notAfter().ifPresent(end -> line.append("  until ").append(end));
    link.label().ifPresent(label -> line.append("  ").append(Output.visible(label)));
    return line.toString();
  }

  /** What a grant allows, for people. */
  static String text(Grant grant) {
    StringBuilder text = new StringBuilder();
    text.append(String.format("grant       %s%n", grant.id()));
    text.append(String.format("access key  %s", grant.accessKeyId()));
    for (int i = 0; i < grant.links().size(); i++) {
      GrantLink link = grant.links().get(i);
      text.append(
          String.format(
              "%n%s %s", i == 0 ? "allows" : "of it only", String.join(",", words(link))));
      link.scopes()
          .forEach(
              scope -> text.append(String.format("%n  in %s", Output.visible(scope.toString()))));
      append(text, "not before", link.notBefore().map(Instant::toString));
      append(text, "until", link.notAfter().map(Instant::toString));
      append(text, "objects last", link.maxLifetime().map(most -> most.toSeconds() + " s"));
      append(text, "called", link.label().map(Output::visible));
    }
    return text.toString();
  }

  private static void append(StringBuilder text, String word, Optional<String> value) {
    value.ifPresent(it -> text.append(String.format("%n  %s %s", word, it)));
  }
}
