package com.cipherquay.proxy.operation;

import com.cipherquay.vault.ObjectTags;
import java.util.Optional;

/** What a copy has for tags (AWS, CopyObject, {@code x-amz-tagging-directive}). */
final class CopiedTags {

  static final String DIRECTIVE = "x-amz-tagging-directive";

  private CopiedTags() {}

  /**
   * The tags that the request has for the copy; empty if they are those of the source. As with
   * metadata, tags beside COPY are read but not used.
   *
   * @throws com.cipherquay.proxy.s3.S3Exception {@code InvalidArgument}, and as {@link
   *     TagWords#ofHeader}
   */
  static Optional<ObjectTags> parse(Call call) {
    String directive = call.header(DIRECTIVE).orElse("COPY");
    if (!directive.equals("COPY") && !directive.equals("REPLACE")) {
      throw Call.invalid(DIRECTIVE, directive, "Unknown tagging directive.");
    }
    ObjectTags requested = TagWords.ofHeader(call);
    return directive.equals("REPLACE") ? Optional.of(requested) : Optional.empty();
  }
}
