package com.cipherquay.proxy.operation;

import com.cipherquay.proxy.s3.S3ErrorCode;
import com.cipherquay.proxy.s3.S3Exception;
import com.cipherquay.vault.ChecksumAlgorithm;
import com.cipherquay.vault.ObjectDescription;
import com.cipherquay.vault.ObjectMetadata;
import com.cipherquay.vault.StandardHeader;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The headers of an upload that are kept with the object. */
final class UploadHeaders {

  // AWS, "Working with object metadata": 2 KB of names and values together.
  private static final int MAX_USER_METADATA = 2048;
  private static final String TRANSFER_ONLY = "aws-chunked";

  /** The headers beyond the standard ones that a request may have which makes an object. */
  static final Set<String> NAMES = names();

  private UploadHeaders() {}

  private static Set<String> names() {
    Set<String> names = new HashSet<>(AccessControl.NAMES);
    names.addAll(
        Set.of(
            "x-amz-server-side-encryption",
            StorageClasses.HEADER,
            TagWords.HEADER,
            "x-amz-website-redirect-location",
            ObjectHeaders.USER_METADATA));
    names.addAll(LockWords.NAMES);
    return Set.copyOf(names);
  }

  /** Passes if those that choose something choose what every object here has. */
  static void requireHarmless(Call call) {
    AccessControl.requireOwnerOnly(call);
    // Every object is encrypted; which of the two words the client has for it changes nothing. A
    // key of its own choice (SSE-C, a KMS key id) is another matter and not understood above.
    call.harmless("x-amz-server-side-encryption", Set.of("AES256", "aws:kms"));
  }

  /**
   * What to keep of a request whose body is the object.
   *
   * @throws S3Exception {@code MetadataTooLarge}
   */
  private static ObjectMetadata metadata(Call call) {
    return new ObjectMetadata(standard(call), user(call), checksums(call));
  }

  /**
   * What an object gets by a request whose body it is.
   *
   * @throws S3Exception {@code MetadataTooLarge}, {@code InvalidStorageClass}, and as {@link
   *     TagWords#ofHeader} and {@link LockWords#ofHeaders}
   */
  static ObjectDescription described(Call call) {
    return new ObjectDescription(
        metadata(call),
        TagWords.ofHeader(call),
        StorageClasses.of(call),
        LockWords.ofHeaders(call));
  }

  /**
   * What to keep of a request without the object's body. Values are the bytes that the client sent,
   * one char each, whatever they mean to it: RFC 2047 words, UTF-8 and Latin-1 all come back
   * unchanged.
   *
   * @throws S3Exception {@code MetadataTooLarge}
   */
  static ObjectMetadata description(Call call) {
    return new ObjectMetadata(standard(call), user(call), Map.of());
  }

  /** What to keep of a request that adds nothing but a redirect to another object's metadata. */
  static ObjectMetadata redirect(Call call) {
    Map<StandardHeader, String> headers = new EnumMap<>(StandardHeader.class);
    StandardHeader redirect = StandardHeader.WEBSITE_REDIRECT_LOCATION;
    call.header(redirect.headerName()).ifPresent(value -> headers.put(redirect, value));
    return new ObjectMetadata(headers, Map.of(), Map.of());
  }

  private static Map<StandardHeader, String> standard(Call call) {
    Map<StandardHeader, String> headers = new EnumMap<>(StandardHeader.class);
    for (StandardHeader header : StandardHeader.values()) {
      call.header(header.headerName().toLowerCase(Locale.ROOT))
          .map(value -> header == StandardHeader.CONTENT_ENCODING ? stored(value) : value)
          .filter(value -> !value.isEmpty())
          .ifPresent(value -> headers.put(header, value));
    }
    return headers;
  }

  /** The aws-chunked framing is gone when the object is stored, and so is its name. */
  private static String stored(String encodings) {
    return Arrays.stream(encodings.split(",", -1))
        .map(String::strip)
        .filter(encoding -> !encoding.isEmpty() && !encoding.equalsIgnoreCase(TRANSFER_ONLY))
        .collect(Collectors.joining(","));
  }

  private static Map<String, String> user(Call call) {
    Map<String, String> user = new TreeMap<>();
    Instant now = Instant.now();
    call.maxLifetime()
        .ifPresent(most -> user.put(ObjectMetadata.EXPIRES, ExpiryHeader.latest(most, now)));
    long size = 0;
    for (Map.Entry<String, String> header : call.headers().entrySet()) {
      if (header.getKey().startsWith(ObjectHeaders.USER_METADATA)) {
        String name = header.getKey().substring(ObjectHeaders.USER_METADATA.length());
        String value =
            name.equals(ObjectMetadata.EXPIRES)
                ? ExpiryHeader.resolve(header.getValue(), now, call.maxLifetime())
                : header.getValue();
        user.put(name, value);
        size += name.length() + value.length();
      }
    }
    if (size > MAX_USER_METADATA) {
      throw new S3Exception(S3ErrorCode.METADATA_TOO_LARGE)
          .with("Size", Long.toString(size))
          .with("MaxSizeAllowed", Integer.toString(MAX_USER_METADATA));
    }
    return user;
  }

  private static Map<ChecksumAlgorithm, String> checksums(Call call) {
    Map<ChecksumAlgorithm, String> checksums = new EnumMap<>(ChecksumAlgorithm.class);
    for (ChecksumAlgorithm algorithm : ChecksumAlgorithm.values()) {
      call.header(ObjectHeaders.CHECKSUM + algorithm.name().toLowerCase(Locale.ROOT))
          .ifPresent(value -> checksums.put(algorithm, value));
    }
    return checksums;
  }
}
