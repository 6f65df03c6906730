package com.cipherquay.proxy.operation;

import com.cipherquay.proxy.s3.S3ErrorCode;
import com.cipherquay.proxy.s3.S3Exception;
import com.cipherquay.proxy.s3.xml.TaggingDocument.Tag;
import com.cipherquay.store.StoredTags;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What tags may be (AWS, "User-defined tag restrictions").
 *
 * @param most how many
 * @param tooMany what S3 says of more
 * @param reserved what S3 says of a key that is its own
 */
record TagRules(int most, String tooMany, String reserved) {

  /** Of the tags of a bucket. */
  static final TagRules OF_BUCKET =
      new TagRules(
          50,
          "Bucket tag count cannot be greater than 50",
          "System tags cannot be added/updated by requester");

  /** Of the tags of an object. */
  static final TagRules OF_OBJECT =
      new TagRules(
          StoredTags.MOST,
          "Object tags cannot be greater than " + StoredTags.MOST,
          "Your TagKey cannot be prefixed with aws:");

  private static final int LONGEST_KEY = 128;
  private static final int LONGEST_VALUE = 256;
  private static final String SYSTEM = "aws:";
  private static final Pattern TEXT = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*");

  /**
   * Passes if a bucket or an object may have these tags.
   *
   * @throws S3Exception {@code BadRequest} for too many, {@code InvalidTag} for a wrong one
   */
  void check(List<Tag> tags) {
    if (tags.size() > most) {
      throw new S3Exception(S3ErrorCode.BAD_REQUEST, tooMany);
    }
    Set<String> keys = new HashSet<>();
    for (Tag tag : tags) {
      requireThat(tag, keys.add(tag.key()), "Cannot provide multiple Tags with the same key");
      boolean system = tag.key().toLowerCase(Locale.ROOT).startsWith(SYSTEM);
      requireThat(tag, !system, reserved);
      boolean key = !tag.key().isEmpty() && fits(tag.key(), LONGEST_KEY);
      requireThat(tag, key, "The TagKey you have provided is invalid");
      boolean value = fits(tag.value(), LONGEST_VALUE);
      requireThat(tag, value, "The TagValue you have provided is invalid");
    }
  }

  private static boolean fits(String text, int longest) {
    return text.codePointCount(0, text.length()) <= longest && TEXT.matcher(text).matches();
  }

  private static void requireThat(Tag tag, boolean holds, String otherwise) {
    if (!holds) {
      throw invalid(tag, otherwise);
    }
  }

  /** InvalidTag of this one. */
  static S3Exception invalid(Tag tag, String message) {
    return new S3Exception(S3ErrorCode.INVALID_TAG, message)
        .with("TagKey", tag.key())
        .with("TagValue", tag.value());
  }
}
