package com.cipherquay.proxy.s3.xml;

import java.util.List;

/** Writes what is sent to a store. */
public final class StoreRequests {

  private StoreRequests() {}

  /** DeleteObjects, answered with what failed and nothing else. */
  public static byte[] deletion(List<String> names) {
    return XmlWriter.document(
            "Delete",
            out -> {
              out.element("Quiet", "true");
              for (String name : names) {
                out.element("Object", object -> object.element("Key", name));
              }
            })
        .array();
  }

  /** CreateBucket in a region. */
  public static byte[] creation(String region) {
    return XmlWriter.document(
            "CreateBucketConfiguration", out -> out.element("LocationConstraint", region))
        .array();
  }
}
