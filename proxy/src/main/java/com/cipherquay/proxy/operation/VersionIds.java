package com.cipherquay.proxy.operation;

import com.cipherquay.proxy.s3.S3Exception;
import com.cipherquay.vault.ObjectKey;
import com.cipherquay.vault.ObjectVersion;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The ids of versions in requests and answers. They are the store's, and opaque. */
final class VersionIds {

  /** The parameter that names a version. */
  static final String PARAMETER = "versionId";

  /** The header of answers that names the version they are about. */
  static final String HEADER = "x-amz-version-id";

  static final String COPY_SOURCE_HEADER = "x-amz-copy-source-version-id";
  static final String MARKER_HEADER = "x-amz-delete-marker";

  // AWS, "How S3 Versioning works": URL-ready, of at most 1024 bytes.
  private static final int MAX_LENGTH = 1024;

  private VersionIds() {}

  /**
   * The object that a request is about.
   *
   * @throws S3Exception {@code InvalidArgument} if it names a version that none can be
   */
  static ObjectVersion object(ObjectKey key, Call call) {
    return new ObjectVersion(key, call.parameter(PARAMETER).map(VersionIds::parse));
  }

  /**
   * An id that a client names.
   *
   * @throws S3Exception {@code InvalidArgument}
   */
  static String parse(String id) {
    if (id.isEmpty()) {
      throw Call.invalid(PARAMETER, id, "Version id cannot be the empty string");
    }
    if (!isUsable(id)) {
      throw Call.invalid(PARAMETER, "", "Invalid version id specified");
    }
    return id;
  }

  /** Whether a store can be asked for it, and a header and a document can hold it. */
  static boolean isUsable(String id) {
    return !id.isEmpty()
        && id.length() <= MAX_LENGTH
        && id.chars().allMatch(c -> c > 0x20 && c < 0x7f);
  }

  /** The header of a version, if there are versions. */
  static List<Map.Entry<String, String>> header(String name, Optional<String> id) {
    return id.map(it -> List.of(Map.entry(name, it))).orElse(List.of());
  }
}
