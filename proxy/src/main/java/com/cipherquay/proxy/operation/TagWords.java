package com.cipherquay.proxy.operation;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.cipherquay.proxy.s3.S3Exception;
import com.cipherquay.proxy.s3.xml.TaggingDocument.Tag;
import com.cipherquay.vault.ObjectTags;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** How S3 speaks of the tags of objects (AWS, "Categorizing your objects using tags"). */
final class TagWords {

  static final String HEADER = "x-amz-tagging";
  static final String COUNT = "x-amz-tagging-count";

  private TagWords() {}

  /**
   * The tags in the header of a request that makes an object: the parameters of a URL.
   *
   * @throws S3Exception {@code InvalidArgument} for what is no such thing, and as {@link #of}
   */
  static ObjectTags ofHeader(Call call) {
    String wire = call.header(HEADER).orElse("");
    // Header values have one char per byte; clients that do not encode send UTF-8.
    String value = new String(wire.getBytes(ISO_8859_1), UTF_8);
    Map<String, String> tags = new LinkedHashMap<>();
    for (String parameter : value.split("&", -1)) {
      if (parameter.isEmpty()) {
        continue;
      }
      int equals = parameter.indexOf('=');
      String key = decode(equals < 0 ? parameter : parameter.substring(0, equals), value);
      String text = equals < 0 ? "" : decode(parameter.substring(equals + 1), value);
      if (tags.put(key, text) != null) {
        throw malformed(value);
      }
    }
    return of(tags.entrySet().stream().map(tag -> new Tag(tag.getKey(), tag.getValue())).toList());
  }

  private static String decode(String encoded, String header) {
    // A second equals sign belongs to no tag: who means one encodes it.
    if (encoded.indexOf('=') >= 0) {
      throw malformed(header);
    }
    try {
      return UriText.query(encoded);
    } catch (S3Exception notEncoded) {
      throw malformed(header);
    }
  }

  private static S3Exception malformed(String header) {
    return Call.invalid(
        HEADER,
        header,
        "The header 'x-amz-tagging' shall be encoded as UTF-8 then URLEncoded URL query parameters"
            + " without tag name duplicates.");
  }

  /**
   * Tags that an object may have here.
   *
   * @throws S3Exception {@code BadRequest} if there are too many, {@code InvalidTag}
   */
  static ObjectTags of(List<Tag> tags) {
    TagRules.OF_OBJECT.check(tags);
    SortedMap<String, String> valid = new TreeMap<>();
    for (Tag tag : tags) {
      requireEncryptable(tag, "TagKey", tag.key(), ObjectTags.LONGEST_KEY);
      requireEncryptable(tag, "TagValue", tag.value(), ObjectTags.LONGEST_VALUE);
      valid.put(tag.key(), tag.value());
    }
    return new ObjectTags(valid);
  }

  private static void requireEncryptable(Tag tag, String name, String text, int longest) {
    if (text.getBytes(UTF_8).length > longest) {
      throw TagRules.invalid(
          tag,
          "The %s is too long to be encrypted: it may have %d bytes of UTF-8"
              .formatted(name, longest));
    }
  }
}
