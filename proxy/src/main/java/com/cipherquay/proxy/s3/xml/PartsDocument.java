package com.cipherquay.proxy.s3.xml;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The answer to ListParts.
 *
 * @param head the elements that describe the page, in order
 * @param parts the parts
 * @param owner who began the upload, and whose the object will be
 * @param storageClass that the object will have
 */
public record PartsDocument(
    List<Map.Entry<String, String>> head, List<Part> parts, Owner owner, String storageClass) {

  /**
   * One part.
   *
   * @param etag with its quotes
   * @param size in bytes
   * @param checksums elements
   */
  public record Part(
      int number,
      Instant lastModified,
      String etag,
      long size,
      List<Map.Entry<String, String>> checksums) {
    public Part {
      checksums = List.copyOf(checksums);
    }
  }

  public PartsDocument {
    head = List.copyOf(head);
    parts = List.copyOf(parts);
  }

  public ByteBuffer toXml() {
    return XmlWriter.document(
        "ListPartsResult",
        out -> {
          out.elements(head);
          owner.write(out, "Initiator");
          owner.write(out, "Owner");
          out.element("StorageClass", storageClass);
          for (Part part : parts) {
            out.element(
                "Part",
                entry -> {
                  entry.element("PartNumber", part.number());
                  entry.element("LastModified", part.lastModified());
                  entry.element("ETag", part.etag());
                  entry.element("Size", part.size());
                  entry.elements(part.checksums());
                });
          }
        });
  }
}
