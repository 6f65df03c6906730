package com.cipherquay.proxy.s3.xml;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;

/**
 * The answer to both versions of ListObjects. Every text is written as given: who makes the
 * document has encoded the keys where the client asked for it.
 *
 * @param head the elements that describe the page, in order; the versions differ in these only
 * @param contents the objects
 * @param commonPrefixes the rolled-up prefixes
 * @param owner shown with every object, if at all
 */
public record ListingDocument(
    List<Map.Entry<String, String>> head,
    List<Contents> contents,
    List<String> commonPrefixes,
    Optional<Owner> owner) {

  /**
   * One object of the page.
   *
   * @param etag with its quotes
   */
  public record Contents(
      String key, Instant lastModified, String etag, long size, String storageClass) {}

  public ListingDocument {
    head = List.copyOf(head);
    contents = List.copyOf(contents);
    commonPrefixes = List.copyOf(commonPrefixes);
  }

  public ByteBuffer toXml() {
    return XmlWriter.document(
        "ListBucketResult",
        out -> {
          out.elements(head);
          for (Contents object : contents) {
            write(out, object);
          }
          for (String prefix : commonPrefixes) {
            out.element("CommonPrefixes", rolled -> rolled.element("Prefix", prefix));
          }
        });
  }

  private void write(XmlWriter out, Contents object) throws XMLStreamException {
    out.element(
        "Contents",
        entry -> {
          entry.element("Key", object.key());
          entry.element("LastModified", object.lastModified());
          entry.element("ETag", object.etag());
          entry.element("Size", object.size());
          if (owner.isPresent()) {
            owner.get().write(entry);
          }
          entry.element("StorageClass", object.storageClass());
        });
  }
}
