package com.cipherquay.proxy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The tables of the file that say something of single buckets: their keys are bucket names. */
enum BucketTable {
  /** Where a bucket is kept. */
  PLACES("buckets", SettingKind.TEXT),
  /** In which order its listings come. */
  ORDERS("listing.buckets", SettingKind.LIST_ORDER);

  private final String path;
  private final SettingKind kind;

  BucketTable(String path, SettingKind kind) {
    this.path = path;
    this.kind = kind;
  }

  /** The dotted name of the table. */
  String path() {
    return path;
  }

  /** What its values are. */
  SettingKind kind() {
    return kind;
  }

  /** The table in which a key of the file is. */
  static Optional<BucketTable> holding(List<String> key) {
    String table = String.join(".", key.subList(0, key.size() - 1));
    return Arrays.stream(values()).filter(it -> it.path.equals(table)).findAny();
  }
}
