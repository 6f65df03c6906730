package com.cipherquay.proxy.s3.xml;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * The answer to DeleteObjects.
 *
 * @param deleted the keys that are gone, or none in quiet mode
 * @param failures the keys that are not
 */
public record DeletedDocument(List<String> deleted, List<Failure> failures) {

  /** One key that was not deleted, with S3's error code and message. */
  public record Failure(String key, String code, String message) {}

  public DeletedDocument {
    deleted = List.copyOf(deleted);
    failures = List.copyOf(failures);
  }

  public ByteBuffer toXml() {
    return XmlWriter.document(
        "DeleteResult",
        out -> {
          for (String key : deleted) {
            out.element("Deleted", entry -> entry.element("Key", key));
          }
          for (Failure failure : failures) {
            out.element(
                "Error",
                entry -> {
                  entry.element("Key", failure.key());
                  entry.element("Code", failure.code());
                  entry.element("Message", failure.message());
                });
          }
        });
  }
}
