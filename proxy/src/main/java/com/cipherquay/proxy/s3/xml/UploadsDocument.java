package com.cipherquay.proxy.s3.xml;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The answer to ListMultipartUploads. Keys are written as given: who makes the document has encoded
 * them where the client asked for it.
 *
 * @param head the elements that describe the page, in order
 * @param uploads the uploads in progress
 * @param commonPrefixes the rolled-up prefixes
 * @param owner who began the uploads, and whose the objects will be
 */
public record UploadsDocument(
    List<Map.Entry<String, String>> head,
    List<Upload> uploads,
    List<String> commonPrefixes,
    Owner owner) {

  /** One upload. */
  public record Upload(String key, String id, Instant initiated, String storageClass) {}

  public UploadsDocument {
    head = List.copyOf(head);
    uploads = List.copyOf(uploads);
    commonPrefixes = List.copyOf(commonPrefixes);
  }

  public ByteBuffer toXml() {
    return XmlWriter.document(
        "ListMultipartUploadsResult",
        out -> {
          out.elements(head);
          for (Upload upload : uploads) {
            out.element(
                "Upload",
                entry -> {
                  entry.element("Key", upload.key());
                  entry.element("UploadId", upload.id());
                  owner.write(entry, "Initiator");
                  owner.write(entry, "Owner");
                  entry.element("StorageClass", upload.storageClass());
                  entry.element("Initiated", upload.initiated());
                });
          }
          for (String prefix : commonPrefixes) {
            out.element("CommonPrefixes", rolled -> rolled.element("Prefix", prefix));
          }
        });
  }
}
