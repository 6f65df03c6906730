package com.cipherquay.proxy.s3.xml;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamException;

/**
 * The answer to ListObjectVersions. Keys are written as given: who makes the document has encoded
 * them where the client asked for it.
 *
 * @param head the elements that describe the page, in order
 * @param versions versions and delete markers, in order
 * @param commonPrefixes the rolled-up prefixes
 * @param owner of all of them
 */
public record VersionsDocument(
    List<Map.Entry<String, String>> head,
    List<Version> versions,
    List<String> commonPrefixes,
    Owner owner) {

  /**
   * One version.
   *
   * @param marker whether it is a delete marker, without entity tag and size
   * @param etag with its quotes
   */
  public record Version(
      String key,
      String versionId,
      boolean latest,
      boolean marker,
      Instant lastModified,
      String etag,
      long size,
      String storageClass) {}

  public VersionsDocument {
    head = List.copyOf(head);
    versions = List.copyOf(versions);
    commonPrefixes = List.copyOf(commonPrefixes);
  }

  public ByteBuffer toXml() {
    return XmlWriter.document(
        "ListVersionsResult",
        out -> {
          out.elements(head);
          for (Version version : versions) {
            out.element(
                version.marker() ? "DeleteMarker" : "Version", entry -> write(entry, version));
          }
          for (String prefix : commonPrefixes) {
            out.element("CommonPrefixes", rolled -> rolled.element("Prefix", prefix));
          }
        });
  }

  private void write(XmlWriter entry, Version version) throws XMLStreamException {
    entry.element("Key", version.key());
    entry.element("VersionId", version.versionId());
    entry.element("IsLatest", Boolean.toString(version.latest()));
    entry.element("LastModified", version.lastModified());
    if (!version.marker()) {
      entry.element("ETag", version.etag());
      entry.element("Size", version.size());
    }
    owner.write(entry);
    if (!version.marker()) {
      entry.element("StorageClass", version.storageClass());
    }
  }
}
