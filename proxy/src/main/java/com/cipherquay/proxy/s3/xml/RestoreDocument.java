package com.cipherquay.proxy.s3.xml;

import java.util.List;
import java.util.Optional;

/**
 * The body of RestoreObject.
 *
 * @param days as written; empty if there are none
 * @param tier as written
 * @param others the names of what else there is
 */
public record RestoreDocument(Optional<String> days, Optional<String> tier, List<String> others) {

  private static final String DAYS = "Days";
  private static final String JOB = "GlacierJobParameters";
  private static final String TIER = "Tier";
  private static final String DESCRIPTION = "Description";

  public RestoreDocument {
    others = List.copyOf(others);
  }

  /**
   * Reads a body.
   *
   * @throws com.cipherquay.proxy.s3.S3Exception {@code MalformedXML}
   */
  public static RestoreDocument parse(byte[] document) {
    XmlElement root = XmlElement.parse(document, "RestoreRequest");
    // The tier stands in the job; the one beside it is that of the older form.
    XmlElement job = root.one(JOB).orElse(root);
    XmlElement.require(root.one(JOB).isEmpty() || job.one(TIER).isPresent());
    Optional<String> tier = job.one(TIER).map(XmlElement::text);
    List<String> others =
        root.children().stream()
            .map(XmlElement::name)
            .filter(name -> !List.of(DAYS, JOB, TIER, DESCRIPTION).contains(name))
            .toList();
    return new RestoreDocument(root.one(DAYS).map(XmlElement::text), tier, others);
  }
}
