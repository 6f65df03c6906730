package com.cipherquay.proxy.s3.xml;

import javax.xml.stream.XMLStreamException;

/** The owner of buckets and objects, as listings show it. */
public record Owner(String id, String displayName) {

  void write(XmlWriter out) throws XMLStreamException {
    out.element(
        "Owner",
        owner -> {
          owner.element("ID", id);
          owner.element("DisplayName", displayName);
        });
  }
}
