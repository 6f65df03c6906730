package com.cipherquay.proxy.s3.xml;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import javax.xml.stream.XMLStreamException;

/** Writes what is sent to a store. */
public final class StoreRequests {

  private StoreRequests() {}

  /** DeleteObjects, answered with what became of every single one. */
  public static byte[] deletion(List<ObjectVersion> objects) {
    return XmlWriter.document(
            "Delete",
            out -> {
              for (ObjectVersion object : objects) {
                out.element("Object", element -> write(element, object));
              }
            })
        .array();
  }

  private static void write(XmlWriter out, ObjectVersion object) throws XMLStreamException {
    out.element("Key", object.name());
    if (!object.version().isEmpty()) {
      out.element("VersionId", object.version());
    }
  }

  /**
   * CompleteMultipartUpload.
   *
   * @param etags the entity tag of every part, without quotes, by its number
   */
  public static byte[] completion(SortedMap<Integer, String> etags) {
    return XmlWriter.document(
            "CompleteMultipartUpload",
            out -> {
              for (Map.Entry<Integer, String> part : etags.entrySet()) {
                out.element(
                    "Part",
                    element -> {
                      element.element("PartNumber", part.getKey());
                      element.element("ETag", '"' + part.getValue() + '"');
                    });
              }
            })
        .array();
  }

  /** RestoreObject. */
  public static byte[] restoration(int days, Optional<String> tier) {
    return XmlWriter.document(
            "RestoreRequest",
            out -> {
              out.element("Days", days);
              if (tier.isPresent()) {
                String name = tier.get();
                out.element("GlacierJobParameters", job -> job.element("Tier", name));
              }
            })
        .array();
  }

  /** PutBucketVersioning. */
  public static byte[] versioning(String status) {
    return XmlWriter.document("VersioningConfiguration", out -> out.element("Status", status))
        .array();
  }

  /** CreateBucket in a region. */
  public static byte[] creation(String region) {
    return XmlWriter.document(
            "CreateBucketConfiguration", out -> out.element("LocationConstraint", region))
        .array();
  }
}
