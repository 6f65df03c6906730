package com.cipherquay.proxy.operation;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The list of entity tags of a conditional header (RFC 9110 section 13.1). As S3 does, a tag
 * without its quotes is read as well.
 *
 * @param any whether it is {@code *}
 * @param tags without quotes, in order
 */
record EntityTags(boolean any, List<Tag> tags) {

  private static final Pattern ELEMENT =
      Pattern.compile("(W/)?(?:\"([^\"]*)\"|([^\\s,\"]+))\\s*(?:,\\s*|$)");

  /** One tag. */
  record Tag(String value, boolean weak) {}

  EntityTags {
    tags = List.copyOf(tags);
  }

  static EntityTags parse(String header) {
    String value = header.strip();
    if (value.equals("*")) {
      return new EntityTags(true, List.of());
    }
    List<Tag> tags = new ArrayList<>();
    Matcher matcher = ELEMENT.matcher(value);
    while (matcher.lookingAt()) {
      String quoted = matcher.group(2);
      String tag = quoted == null ? String.valueOf(matcher.group(3)) : quoted;
      tags.add(new Tag(tag, matcher.group(1) != null));
      matcher.region(matcher.end(), value.length());
    }
    return new EntityTags(false, tags);
  }

  /** RFC 9110 section 8.8.3.2: for If-Match, a weak tag is never the same. */
  boolean matchesStrongly(String etag) {
    return any || tags.stream().anyMatch(tag -> !tag.weak() && tag.value().equals(etag));
  }

  /** For If-None-Match, weakness does not count. */
  boolean matchesWeakly(String etag) {
    return any || tags.stream().anyMatch(tag -> tag.value().equals(etag));
  }
}
