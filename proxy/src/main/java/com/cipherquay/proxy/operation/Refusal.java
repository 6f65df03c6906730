package com.cipherquay.proxy.operation;

import com.cipherquay.proxy.s3.S3Exception;

/** Sub-resources that no bucket and no object can have here, and what there is instead. */
enum Refusal {
  METADATA_ANNOTATION_TABLE("metadataAnnotationTable", Reason.TABLES),
  METADATA_CONFIGURATION("metadataConfiguration", Reason.TABLES),
  METADATA_INVENTORY_TABLE("metadataInventoryTable", Reason.TABLES),
  METADATA_JOURNAL_TABLE("metadataJournalTable", Reason.TABLES),
  METADATA_TABLE("metadataTable", Reason.TABLES),
  NOTIFICATION(
      "notification", "The store knows no names to notify of; read the access log of this proxy."),
  POLICY("policy", "There are no bucket policies; others are let in by access grants."),
  RENAME("renameObject", "Copy the object, which moves no data, and delete the old one."),
  SELECT(
      "select",
      "The store has only ciphertext to select from; get the object, or a range, and select there."),
  SESSION("session", "Every request is signed by itself; there are no directory buckets."),
  TORRENT("torrent", "The store has only ciphertext to share; give away a presigned URL."),
  WEBSITE("website", "Serve the objects with a web server, which reads them by an access grant.");

  /** Reasons that several have. */
  private static final class Reason {
    static final String TABLES =
        "A table of metadata would show it to the store; list the bucket instead.";

    private Reason() {}
  }

  private final String parameter;
  private final String alternative;

  Refusal(String parameter, String alternative) {
    this.parameter = parameter;
    this.alternative = alternative;
  }

  /**
   * Passes if the request asks for none of them.
   *
   * @throws S3Exception {@code NotImplemented}
   */
  static void check(Call call) {
    for (Refusal refusal : values()) {
      if (call.has(refusal.parameter)) {
        throw Call.refused(refusal.parameter, refusal.alternative);
      }
    }
  }
}
