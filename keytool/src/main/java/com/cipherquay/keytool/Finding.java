package com.cipherquay.keytool;

import com.cipherquay.vault.FoundObject;
import com.cipherquay.vault.ObjectKey;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Something that is not as it should be.
 *
 * @param kind a word for it, for programs
 * @param bucket where
 * @param key the object key, if there is one
 * @param stored its name at the store
 * @param detail more, for people; may be empty
 */
record Finding(String kind, String bucket, Optional<String> key, String stored, String detail) {

  static Finding of(String kind, String bucket, FoundObject found, String detail) {
    Optional<String> key = found.key().map(ObjectKey::value);
    return new Finding(kind, bucket, key, found.storedName(), detail);
  }

  /** Something about the store as a whole. */
  static Finding ofStore(String kind, String detail) {
    return new Finding(kind, "", Optional.empty(), "", detail);
  }

  /** One line. */
  String text() {
    if (bucket.isEmpty()) {
      return kind + "  " + Output.visible(detail);
    }
    String name =
        key.map(it -> "s3://" + bucket + "/" + Output.visible(it))
            .orElse("(no name of this vault in " + bucket + ")");
    String more = detail.isEmpty() ? "" : ": " + Output.visible(detail);
    return kind + "  " + name + "  stored as " + Output.visible(stored) + more;
  }

  Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("kind", kind);
    fields.put("bucket", bucket);
    key.ifPresent(it -> fields.put("key", it));
    fields.put("stored", stored);
    if (!detail.isEmpty()) {
      fields.put("detail", detail);
    }
    return fields;
  }

  /** Reads what {@link #fields} made. */
  static Finding of(Map<String, ?> fields) {
    return new Finding(
        text(fields, "kind").orElse(""),
        text(fields, "bucket").orElse(""),
        text(fields, "key"),
        text(fields, "stored").orElse(""),
        text(fields, "detail").orElse(""));
  }

  private static Optional<String> text(Map<String, ?> fields, String name) {
    return Optional.ofNullable(fields.get(name)).map(Object::toString);
  }
}
