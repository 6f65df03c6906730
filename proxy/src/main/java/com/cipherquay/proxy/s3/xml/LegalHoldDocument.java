package com.cipherquay.proxy.s3.xml;

import java.nio.ByteBuffer;

/**
 * The body of PutObjectLegalHold, and the answer to GetObjectLegalHold.
 *
 * @param status as it stands in the document
 */
public record LegalHoldDocument(String status) {

  /**
   * Reads a body.
   *
   * @throws com.cipherquay.proxy.s3.S3Exception {@code MalformedXML}
   */
  public static LegalHoldDocument parse(byte[] document) {
    XmlElement root = XmlElement.parse(document, "LegalHold");
    XmlElement.require(root.one("Status").isPresent() && root.children().size() == 1);
    return new LegalHoldDocument(root.children().get(0).text().strip());
  }

  public ByteBuffer toXml() {
    return XmlWriter.document("LegalHold", out -> out.element("Status", status));
  }
}
