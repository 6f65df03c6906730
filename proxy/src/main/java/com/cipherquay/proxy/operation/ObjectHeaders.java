package com.cipherquay.proxy.operation;

import com.cipherquay.store.StorageClass;
import com.cipherquay.vault.ObjectInfo;
import com.cipherquay.vault.StandardHeader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The headers that describe an object in answers. */
final class ObjectHeaders {

  /**
   * How S3 marks objects encrypted under a KMS. SDKs of before 2025 take any other ETag for the MD5
   * of the body and fail the transfer; the dash in it satisfies only some of them. They ask for no
   * key id beside it, so none is claimed.
   */
  static final Map.Entry<String, String> ENCRYPTED =
      Map.entry("x-amz-server-side-encryption", "aws:kms");

  static final String USER_METADATA = "x-amz-meta-";
  static final String CHECKSUM = "x-amz-checksum-";

  // What S3 says of a body that came without a type.
  private static final String NO_TYPE = "binary/octet-stream";

  private ObjectHeaders() {}

  /** What identifies the object: all that a 304 says. */
  static List<Map.Entry<String, String>> validators(ObjectInfo object) {
    List<Map.Entry<String, String>> headers = new ArrayList<>();
    headers.add(Map.entry("etag", quoted(object.etag())));
    headers.add(Map.entry("last-modified", HttpDate.format(object.lastModified())));
    headers.add(ENCRYPTED);
    headers.addAll(VersionIds.header(VersionIds.HEADER, object.versionId()));
    return headers;
  }

  /** All headers of the object, some of them overridden. */
  static List<Map.Entry<String, String>> all(
      ObjectInfo object, Map<StandardHeader, String> overrides) {
    List<Map.Entry<String, String>> headers = validators(object);
    headers.add(Map.entry("accept-ranges", "bytes"));
    Map<StandardHeader, String> standard = new TreeMap<>(object.metadata().headers());
    standard.putIfAbsent(StandardHeader.CONTENT_TYPE, NO_TYPE);
    standard.putAll(overrides);
    standard.forEach((header, value) -> headers.add(Map.entry(header.headerName(), value)));
    object
        .metadata()
        .user()
        .forEach((name, value) -> headers.add(Map.entry(USER_METADATA + name, value)));
    object.traits().tags().stream()
        .filter(tags -> tags > 0)
        .forEach(tags -> headers.add(Map.entry(TagWords.COUNT, Integer.toString(tags))));
    StorageClass storageClass = object.traits().storageClass();
    if (!storageClass.equals(StorageClass.STANDARD)) {
      headers.add(Map.entry(StorageClasses.HEADER, storageClass.name()));
    }
    object
        .traits()
        .restoration()
        .ifPresent(it -> headers.add(Map.entry(StorageClasses.RESTORE, StorageClasses.text(it))));
    headers.addAll(LockWords.headers(object.traits().lock()));
    return headers;
  }

  static String quoted(String etag) {
    return '"' + etag + '"';
  }
}
