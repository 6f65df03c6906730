package com.cipherquay.proxy.s3.xml;

import java.util.List;
import java.util.Optional;

/**
 * The body of DeleteObjects.
 *
 * @param quiet whether the answer names only what failed
 * @param objects 1 to 1000 of them
 */
public record DeleteDocument(boolean quiet, List<Item> objects) {

  /** How many objects one request may delete. */
  public static final int MAX_OBJECTS = 1000;

  /**
   * One object to delete.
   *
   * @param key not empty
   * @param versionId the version, as it stands in the document
   * @param etag what the entity tag must be, as it stands in the document
   * @param qualified whether any other condition was given beside them
   */
  public record Item(
      String key, Optional<String> versionId, Optional<String> etag, boolean qualified) {}

  public DeleteDocument {
    objects = List.copyOf(objects);
  }

  /**
   * Reads a body.
   *
   * @throws com.cipherquay.proxy.s3.S3Exception {@code MalformedXML}
   */
  public static DeleteDocument parse(byte[] document) {
    XmlElement root = XmlElement.parse(document, "Delete");
    List<Item> objects = root.all("Object").stream().map(DeleteDocument::item).toList();
    XmlElement.require(!objects.isEmpty() && objects.size() <= MAX_OBJECTS);
    boolean quiet =
        root.one("Quiet")
            .map(element -> Boolean.parseBoolean(element.text().strip()))
            .orElse(false);
    XmlElement.require(root.children().size() == objects.size() + root.all("Quiet").size());
    return new DeleteDocument(quiet, objects);
  }

  private static Item item(XmlElement object) {
    String key = object.one("Key").map(XmlElement::text).orElse("");
    XmlElement.require(!key.isEmpty());
    Optional<String> versionId = object.one("VersionId").map(XmlElement::text);
    Optional<String> etag = object.one("ETag").map(XmlElement::text);
    int known = 1 + (versionId.isPresent() ? 1 : 0) + (etag.isPresent() ? 1 : 0);
    return new Item(key, versionId, etag, object.children().size() > known);
  }
}
