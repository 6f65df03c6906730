package com.cipherquay.proxy.s3.xml;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * The body of PutObjectRetention, and the answer to GetObjectRetention: both parts, or none to end
 * a retention.
 *
 * @param mode as it stands in the document
 * @param until likewise
 */
public record RetentionDocument(Optional<String> mode, Optional<String> until) {

  private static final String MODE = "Mode";
  private static final String UNTIL = "RetainUntilDate";

  /**
   * Reads a body.
   *
   * @throws com.cipherquay.proxy.s3.S3Exception {@code MalformedXML}
   */
  public static RetentionDocument parse(byte[] document) {
    XmlElement root = XmlElement.parse(document, "Retention");
    Optional<String> mode = root.one(MODE).map(element -> element.text().strip());
    Optional<String> until = root.one(UNTIL).map(element -> element.text().strip());
    XmlElement.require(mode.isPresent() == until.isPresent());
    XmlElement.require(root.children().size() == (mode.isPresent() ? 2 : 0));
    return new RetentionDocument(mode, until);
  }

  public ByteBuffer toXml() {
    return XmlWriter.document(
        "Retention",
        out -> {
          if (mode.isPresent()) {
            out.element(MODE, mode.get());
          }
          if (until.isPresent()) {
            out.element(UNTIL, until.get());
          }
        });
  }
}
