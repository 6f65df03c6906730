package com.cipherquay.proxy.s3.xml;

import java.nio.ByteBuffer;

/**
 * The answer to a form that asks for one (AWS, "POST Object"); S3 has it without a namespace.
 *
 * @param location the URL of the object
 * @param bucket its bucket
 * @param key its key
 * @param etag with quotes
 */
public record PostDocument(String location, String bucket, String key, String etag) {

  public ByteBuffer toXml() {
    return XmlWriter.plainDocument(
        "PostResponse",
        out -> {
          out.element("Location", location);
          out.element("Bucket", bucket);
          out.element("Key", key);
          out.element("ETag", etag);
        });
  }
}
