package com.cipherquay.proxy.s3.xml;

import java.nio.ByteBuffer;

/**
 * The answer to GetBucketLocation.
 *
 * @param region where the bucket is; the oldest region is shown as an empty element, as S3 does
 */
public record LocationDocument(String region) {

  private static final String UNNAMED_REGION = "us-east-1";

  public ByteBuffer toXml() {
    return XmlWriter.document(
        "LocationConstraint", out -> out.text(region.equals(UNNAMED_REGION) ? "" : region));
  }
}
