package com.cipherquay.proxy.s3.xml;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The answer to ListBuckets.
 *
 * @param owner who owns them all
 * @param buckets by name
 * @param prefix the prefix asked for, if one was
 * @param continuation present if more follow
 */
public record BucketsDocument(
    Owner owner, List<Entry> buckets, Optional<String> prefix, Optional<String> continuation) {

  /**
   * One bucket.
   *
   * @param region where it is, if that is to be shown
   */
  public record Entry(String name, Instant created, Optional<String> region) {}

  public BucketsDocument {
    buckets = List.copyOf(buckets);
  }

  public ByteBuffer toXml() {
    return XmlWriter.document(
        "ListAllMyBucketsResult",
        out -> {
          owner.write(out);
          out.element(
              "Buckets",
              list -> {
                for (Entry bucket : buckets) {
                  list.element(
                      "Bucket",
                      one -> {
                        one.element("Name", bucket.name());
                        one.element("CreationDate", bucket.created());
                        if (bucket.region().isPresent()) {
                          one.element("BucketRegion", bucket.region().get());
                        }
                      });
                }
              });
          if (prefix.isPresent()) {
            out.element("Prefix", prefix.get());
          }
          if (continuation.isPresent()) {
            out.element("ContinuationToken", continuation.get());
          }
        });
  }
}
