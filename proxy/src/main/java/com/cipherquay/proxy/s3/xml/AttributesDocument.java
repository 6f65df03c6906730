package com.cipherquay.proxy.s3.xml;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The answer to GetObjectAttributes; what is empty was not asked for or is not there.
 *
 * @param etag without quotes
 * @param checksum elements
 * @param parts those that the object was put in
 * @param rest the elements after that
 */
public record AttributesDocument(
    Optional<String> etag,
    List<Map.Entry<String, String>> checksum,
    Optional<Parts> parts,
    List<Map.Entry<String, String>> rest) {

  /**
   * A page of parts.
   *
   * @param head elements that describe the page
   * @param parts the elements of each
   */
  public record Parts(
      List<Map.Entry<String, String>> head, List<List<Map.Entry<String, String>>> parts) {
    public Parts {
      head = List.copyOf(head);
      parts = List.copyOf(parts);
    }
  }

  public AttributesDocument {
    checksum = List.copyOf(checksum);
    rest = List.copyOf(rest);
  }

  public ByteBuffer toXml() {
    return XmlWriter.document(
        "GetObjectAttributesResponse",
        out -> {
          if (etag.isPresent()) {
            out.element("ETag", etag.get());
          }
          if (!checksum.isEmpty()) {
            out.element("Checksum", element -> element.elements(checksum));
          }
          if (parts.isPresent()) {
            out.element(
                "ObjectParts",
                element -> {
                  element.elements(parts.get().head());
                  for (List<Map.Entry<String, String>> part : parts.get().parts()) {
                    element.element("Part", one -> one.elements(part));
                  }
                });
          }
          out.elements(rest);
        });
  }
}
