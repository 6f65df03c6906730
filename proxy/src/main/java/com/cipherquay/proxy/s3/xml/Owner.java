package com.cipherquay.proxy.s3.xml;

import javax.xml.stream.XMLStreamException;

/** The owner of buckets and objects, as listings show it, who is also who does all. */
public record Owner(String id, String displayName) {

  void write(XmlWriter out) throws XMLStreamException {
    write(out, "Owner");
  }

  /**
   * Writes it.
   *
   * @param role the name of the element
   */
  void write(XmlWriter out, String role) throws XMLStreamException {
    out.element(
        role,
        owner -> {
          owner.element("ID", id);
          owner.element("DisplayName", displayName);
        });
  }
}
