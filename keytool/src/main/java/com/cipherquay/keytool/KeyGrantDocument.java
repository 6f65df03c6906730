package com.cipherquay.keytool;

import com.cipherquay.grant.GrantLink;
import com.cipherquay.grant.GrantScope;
import com.cipherquay.grant.KeyGrant;
import com.cipherquay.grant.KeyGrantFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A key grant as commands read and print it; no key is ever printed. */
final class KeyGrantDocument {

  private static final String MATHEMATICS = "mathematics";
  private static final String THEIR_PROXY = "the proxy of whoever imports it";
  private static final String UPSTREAM = "the upstream, with grant policy";

  private KeyGrantDocument() {}

  /**
   * Reads a file, and verifies that its signer signed it.
   *
   * @throws IOException if it is none; the message is for the user
   */
  static KeyGrantFile read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return KeyGrantFile.parse(in.readNBytes(KeyGrantFile.MOST_BYTES + 1));
    } catch (NoSuchFileException e) {
      throw new IOException("there is no file " + file, e);
    }
  }

  /** To whom it is sealed. */
  static String sealedTo(KeyGrantFile file) {
    return file.recipient().map(Object::toString).orElse("passphrase");
  }

  /** What can be seen without opening it. */
  static Map<String, Object> ofFile(KeyGrantFile file) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("signer", file.signer().toString());
    fields.put("sealedTo", sealedTo(file));
    return fields;
  }

  /** What it gives to whom who can open it. */
  static Map<String, Object> ofGrant(KeyGrant grant) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("keyGrantId", grant.id());
    fields.putAll(GrantDocument.ofLink(grant.terms()));
    fields.put("epochs", epochs(grant));
    fields.put(
        "stored",
        grant.keys().stream().map(keys -> "s3://" + keys.bucket() + "/" + keys.stored()).toList());
    Map<String, Object> enforced = new LinkedHashMap<>();
    enforced.put("scopes", List.of(MATHEMATICS));
    enforced.put("epochs", List.of(MATHEMATICS));
    enforced.put("allow", List.of(THEIR_PROXY, UPSTREAM));
    enforced.put("times", List.of(THEIR_PROXY));
    fields.put("enforcedBy", enforced);
    return fields;
  }

  static List<Integer> epochs(KeyGrant grant) {
    return List.copyOf(grant.keys().get(0).keys().epochs());
  }

  /** The same for people, with who enforces what. */
  static String text(KeyGrant grant) {
    GrantLink terms = grant.terms();
    StringBuilder text = new StringBuilder();
    text.append(String.format("key grant   %s", grant.id()));
    for (GrantScope scope : terms.scopes()) {
      line(text, "in", Output.visible(scope.toString()), MATHEMATICS);
    }
    String epochs = epochs(grant).stream().map(String::valueOf).collect(Collectors.joining(", "));
    line(text, "epochs", epochs, MATHEMATICS);
    String allowed = String.join(",", GrantDocument.words(terms));
    line(text, "allows", allowed, THEIR_PROXY + "; " + UPSTREAM);
    time(text, "not before", terms.notBefore());
    time(text, "until", terms.notAfter());
    terms.label().ifPresent(label -> line(text, "called", Output.visible(label), "nobody"));
    return text.toString();
  }

  private static void time(StringBuilder text, String word, Optional<Instant> time) {
    time.ifPresent(it -> line(text, word, it.toString(), THEIR_PROXY));
  }

  private static void line(StringBuilder text, String word, String value, String enforcer) {
    text.append(String.format("%n%-11s %s  (enforced by %s)", word, value, enforcer));
  }
}
