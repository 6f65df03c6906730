package com.cipherquay.proxy.s3.xml;

import java.util.Optional;

/**
 * The body of CreateBucket.
 *
 * @param location the region asked for
 * @param qualified whether anything but the region was asked for
 */
public record CreateBucketDocument(Optional<String> location, boolean qualified) {

  /**
   * Reads a body; an empty one asks for nothing.
   *
   * @throws com.cipherquay.proxy.s3.S3Exception {@code MalformedXML}
   */
  public static CreateBucketDocument parse(byte[] document) {
    if (document.length == 0) {
      return new CreateBucketDocument(Optional.empty(), false);
    }
    XmlElement root = XmlElement.parse(document, "CreateBucketConfiguration");
    Optional<XmlElement> location = root.one("LocationConstraint");
    boolean qualified = root.children().size() > (location.isPresent() ? 1 : 0);
    return new CreateBucketDocument(
        location.map(element -> element.text().strip()).filter(text -> !text.isEmpty()), qualified);
  }
}
