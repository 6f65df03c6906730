package com.cipherquay.proxy.s3.xml;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;

/**
 * The answer to DeleteObjects.
 *
 * @param deleted what is gone, or nothing in quiet mode
 * @param failures what is not
 */
public record DeletedDocument(List<Deleted> deleted, List<Failure> failures) {

  /**
   * One object that is gone.
   *
   * @param versionId the version that was named
   * @param marker whether a delete marker was made, or was what is gone
   * @param markerVersionId the version of that marker
   */
  public record Deleted(
      String key, Optional<String> versionId, boolean marker, Optional<String> markerVersionId) {}

  /**
   * One object that was not deleted, with S3's error code and message.
   *
   * @param versionId the version that was named
   */
  public record Failure(String key, Optional<String> versionId, String code, String message) {}

  public DeletedDocument {
    deleted = List.copyOf(deleted);
    failures = List.copyOf(failures);
  }

  public ByteBuffer toXml() {
    return XmlWriter.document(
        "DeleteResult",
        out -> {
          for (Deleted gone : deleted) {
            out.element("Deleted", entry -> write(entry, gone));
          }
          for (Failure failure : failures) {
            out.element("Error", entry -> write(entry, failure));
          }
        });
  }

  private static void write(XmlWriter entry, Deleted gone) throws XMLStreamException {
    entry.element("Key", gone.key());
    version(entry, "VersionId", gone.versionId());
    if (gone.marker()) {
      entry.element("DeleteMarker", "true");
      version(entry, "DeleteMarkerVersionId", gone.markerVersionId());
    }
  }

  private static void write(XmlWriter entry, Failure failure) throws XMLStreamException {
    entry.element("Key", failure.key());
    version(entry, "VersionId", failure.versionId());
    entry.element("Code", failure.code());
    entry.element("Message", failure.message());
  }

  private static void version(XmlWriter entry, String name, Optional<String> id)
      throws XMLStreamException {
    if (id.isPresent()) {
      entry.element(name, id.get());
    }
  }
}
