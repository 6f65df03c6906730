package com.cipherquay.tests.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.cipherquay.tests.RawRequest;
import com.cipherquay.tests.RawResponse;
import com.cipherquay.tests.Xml;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the client of a campaign does with more than one object at once. */
final class SeveralDeeds {

  private SeveralDeeds() {}

  static void copy(Step step) throws IOException {
    String from = step.key();
    String to = step.key();
    boolean replace = from.equals(to) || step.random().nextInt(3) == 0;
    int write = step.model().next();
    Optional<Integer> source = step.model().now(from);
    boolean sure = step.model().certain(from);
    Set<Integer> ever = step.model().ever(from);
    step.mayWrite(to);
    RawRequest request = step.on("PUT", to).with("x-amz-copy-source", step.source(from));
    request =
        replace
            ? ObjectDeeds.described(request, step, write)
                .with("x-amz-metadata-directive", "REPLACE")
            : request;
    RawResponse response = step.call(withoutTags(request));
    boolean known = sure && step.honest();
    if (known) {
      step.expect(response, source.isPresent() ? "200 " : "404 NoSuchKey");
    }
    // The store can bring back whatever stood there once.
    mayBe(step, to, known ? source.map(Set::of).orElse(Set.of()) : ever, replace ? write : 0);
    if (known) {
      boolean done = response.status() == 200;
      ObjectDeeds.settle(step, to, done, replace ? Optional.of(write) : source);
    } else {
      step.model().doubt(to);
    }
  }

  /** Under a key may be a copy of some writes, as itself or as a write of its own. */
  private static void mayBe(Step step, String to, Set<Integer> origins, int own) {
    for (int origin : origins) {
      if (own > 0) {
        step.model().values(origin).forEach(value -> step.model().may(own, value));
      } else {
        step.model().may(to, origin);
      }
    }
    if (own > 0) {
      step.model().may(to, own);
    }
  }

  /** Tags of a copy need a directive of their own. */
  private static RawRequest withoutTags(RawRequest request) {
    return request.headers().containsKey("x-amz-tagging")
        ? request.with("x-amz-tagging-directive", "REPLACE")
        : request;
  }

  static void deleteSeveral(Step step) throws IOException {
    Set<String> keys = new HashSet<>();
    for (int i = step.random().nextInt(5); i >= 0; i--) {
      String key = step.key();
      if (isXml(key)) {
        keys.add(key);
      }
    }
    if (keys.isEmpty()) {
      return;
    }
    step.mayWrite(keys.toArray(String[]::new));
    StringBuilder document = new StringBuilder("<Delete>");
    keys.forEach(
        key -> document.append("<Object><Key>").append(escaped(key)).append("</Key></Object>"));
    byte[] body = document.append("</Delete>").toString().getBytes(UTF_8);
    RawRequest request = step.onBucket("POST", "delete").with("content-md5", md5(body));
    RawResponse response = step.call(request, body);
    step.expect(response, "200 ");
    List<String> gone = new ArrayList<>();
    if (response.status() == 200) {
      gone.addAll(Xml.texts(response.body(), "Key"));
      step.require(keys.containsAll(gone), "a key that was not named");
    }
    for (String key : keys) {
      ObjectDeeds.settle(step, key, gone.contains(key), Optional.empty());
    }
  }

  private static boolean isXml(String key) {
    return key.chars().noneMatch(c -> c < 0x20 || c >= 0xfffe || Character.isSurrogate((char) c));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static String md5(byte[] bytes) {
    try {
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("MD5").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has MD5", e);
    }
  }
}
