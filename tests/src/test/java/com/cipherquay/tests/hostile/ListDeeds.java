package com.cipherquay.tests.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.cipherquay.tests.RawRequest;
import com.cipherquay.tests.RawResponse;
import com.cipherquay.tests.RawS3;
import com.cipherquay.tests.Xml;
import java.io.IOException;
import java.net.URLDecoder;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Listings, page by page to their end. */
final class ListDeeds {

  private static final int MOST_PAGES = 60;

  private ListDeeds() {}

  /** What is asked for. */
  private record Asked(String prefix, String delimiter, int most, boolean second) {

    /** Whether pages are those of the store, so that nothing remembered comes between. */
    boolean asStored() {
      return (prefix.isEmpty() || prefix.endsWith("/"))
          && (delimiter.isEmpty() || delimiter.equals("/"));
    }

    /** What a key of the bucket appears as: itself, or a common prefix. */
    String appearance(String key) {
      int cut = delimiter.isEmpty() ? -1 : key.indexOf(delimiter, prefix.length());
      return cut < 0 ? key : key.substring(0, cut + delimiter.length());
    }
  }

  static void list(Step step) throws IOException {
    Random random = step.random();
    String key = step.key();
    String prefix =
        switch (random.nextInt(4)) {
          case 0 -> key.substring(0, key.lastIndexOf('/') + 1);
          case 1 -> key.substring(0, key.offsetByCodePoints(0, 1));
          default -> "";
        };
    String delimiter = random.nextInt(5) == 0 ? "-" : random.nextBoolean() ? "/" : "";
    int most = random.nextInt(3) == 0 ? 5 + random.nextInt(30) : 1000;
    list(step, new Asked(prefix, delimiter, most, random.nextInt(3) > 0));
  }

  private static void list(Step step, Asked asked) throws IOException {
    Set<String> seen = new HashSet<>();
    String more = "";
    for (int page = 0; page < MOST_PAGES; page++) {
      RawResponse response = step.call(request(step, asked, more));
      step.expect(response, "200 ");
      if (response.status() != 200) {
        return;
      }
      List<String> keys = texts(response, "Key");
      List<String> prefixes = prefixes(response, asked);
      step.require(keys.size() + prefixes.size() <= asked.most(), "a page that is too large");
      seen.addAll(keys);
      seen.addAll(prefixes);
      if (!Xml.texts(response.body(), "IsTruncated").contains("true")) {
        check(step, asked, seen);
        return;
      }
      more = next(response, asked, keys);
    }
    step.require(!step.honest(), "a listing without an end");
  }

  private static RawRequest request(Step step, Asked asked, String more) {
    StringBuilder target = new StringBuilder("encoding-type=url");
    target.append("&max-keys=").append(asked.most());
    append(target, "prefix", asked.prefix());
    append(target, "delimiter", asked.delimiter());
    if (asked.second()) {
      target.append("&list-type=2");
    }
    append(target, asked.second() ? "continuation-token" : "marker", more);
    return step.onBucket("GET", target.toString());
  }

  private static void append(StringBuilder target, String name, String value) {
    if (!value.isEmpty()) {
      target.append('&').append(name).append('=').append(RawS3.encode(value, false));
    }
  }

  private static List<String> texts(RawResponse response, String element) {
    return Xml.texts(response.body(), element).stream().map(ListDeeds::decoded).toList();
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, UTF_8);
  }

  /** The first Prefix of a document is the one that was asked for. */
  private static List<String> prefixes(RawResponse response, Asked asked) {
    List<String> all = texts(response, "Prefix");
    return all.get(0).equals(asked.prefix()) ? all.subList(1, all.size()) : all;
  }

  private static String next(RawResponse response, Asked asked, List<String> keys) {
    if (asked.second()) {
      return Xml.texts(response.body(), "NextContinuationToken").get(0);
    }
    List<String> marker = texts(response, "NextMarker");
    return marker.isEmpty() ? keys.get(keys.size() - 1) : marker.get(0);
  }

  /** Nothing is listed that was never written; without a lie all is there that must be. */
  private static void check(Step step, Asked asked, Set<String> seen) {
    Set<String> possible = new HashSet<>();
    Set<String> necessary = new HashSet<>();
    for (String key : step.world().keys()) {
      boolean there = step.model().now(key).isPresent();
      if (!key.startsWith(asked.prefix())) {
        continue;
      }
      boolean certain = step.sure(key) && asked.asStored();
      if (certain ? there : !step.model().ever(key).isEmpty()) {
        possible.add(asked.appearance(key));
      }
      if (certain && there) {
        necessary.add(asked.appearance(key));
      }
    }
    Set<String> made = new HashSet<>(seen);
    made.removeAll(possible);
    step.require(made.isEmpty(), "a listing with " + made);
    necessary.removeAll(seen);
    step.require(necessary.isEmpty(), "a listing without " + necessary);
  }
}
