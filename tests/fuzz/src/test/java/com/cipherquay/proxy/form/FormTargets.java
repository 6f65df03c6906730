package com.cipherquay.proxy.form;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.cipherquay.fuzz.Attempt;
import com.cipherquay.fuzz.Claim;
import com.cipherquay.fuzz.DribblingStream;
import com.cipherquay.fuzz.Input;
import com.cipherquay.proxy.s3.S3Exception;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The forms of browsers, which are read before anybody has been authenticated. */
public final class FormTargets {

  private static final Duration PATIENCE = Duration.ofSeconds(4);

  private FormTargets() {}

  /** A line with the Content-Type, and the body. */
  public static void form(byte[] input) throws Exception {
    Input in = new Input(input);
    String type = in.line();
    byte[] body = in.rest();
    Optional<Read> whole = read(type, new ByteArrayInputStream(body), body.length);
    Optional<Read> pieces = read(type, new DribblingStream(body), body.length);
    Claim.same(whole.map(Read::fields), pieces.map(Read::fields));
    if (whole.isPresent()) {
      Claim.same(whole.get().file(), pieces.orElseThrow().file());
      Claim.that(whole.get().file().length() <= body.length, "a file longer than the body");
      int fields = whole.get().fields().stream().mapToInt(field -> field.getValue().length()).sum();
      // A file name may stand in many fields, each of which is as long as what it replaces.
      Claim.that(fields <= FormReader.MOST_BEFORE_FILE * FormReader.MOST_BEFORE_FILE, "long");
    }
  }

  private record Read(List<Map.Entry<String, String>> fields, String file) {}

  private static Optional<Read> read(String type, InputStream body, long length) throws Exception {
    return Attempt.of(
        S3Exception.class,
        () -> {
          PostedForm form = FormReader.read(body, type, length, PATIENCE);
          return new Read(form.fields().entries(), latin(form.file().readAllBytes()));
        });
  }

  private static String latin(byte[] bytes) {
    return new String(bytes, ISO_8859_1);
  }

  /** The JSON of a policy; the form has it in base64. */
  public static void policy(byte[] input) throws Exception {
    String base64 = Base64.getEncoder().encodeToString(input);
    Optional<Policy> policy = Attempt.of(S3Exception.class, () -> Policy.read(base64));
    if (policy.isEmpty()) {
      return;
    }
    SizeRange sizes = policy.get().sizes(1000);
    Claim.that(sizes.most() <= 1000, "a larger file than is taken");
    FormFields fields =
        new FormFields(
            List.of(
                Map.entry("key", "user/eric/a.jpg"),
                Map.entry("not-in-any-seed", new String(input, UTF_8) + "x")),
            "");
    Attempt.of(
        S3Exception.class,
        () -> {
          policy.get().requireCurrent(Instant.EPOCH);
          policy.get().require(fields, "bucket");
          return true;
        });
  }
}
