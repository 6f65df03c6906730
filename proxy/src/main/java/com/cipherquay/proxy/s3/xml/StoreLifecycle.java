package com.cipherquay.proxy.s3.xml;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Lifecycle rules as a store shows them: what of them narrows what they do, by how often it is
 * said. A store that leaves some of it out would do more than it was asked for.
 */
public record StoreLifecycle(Map<String, Integer> narrowing) {

  private static final Set<String> NARROWING =
      Set.of(
          "Rule", "Tag", "ObjectSizeGreaterThan", "ObjectSizeLessThan", "NewerNoncurrentVersions");

  public StoreLifecycle {
    narrowing = Map.copyOf(narrowing);
  }

  /**
   * Reads a document that was sent, or an answer.
   *
   * @throws IOException if it is no such document
   */
  static StoreLifecycle of(XMLInputFactory factory, byte[] document) throws IOException {
    Map<String, Integer> found = new HashMap<>();
    try {
      XMLStreamReader in = factory.createXMLStreamReader(new ByteArrayInputStream(document));
      while (in.hasNext()) {
        if (in.next() == XMLStreamConstants.START_ELEMENT
            && NARROWING.contains(in.getLocalName())) {
          found.merge(in.getLocalName(), 1, Integer::sum);
        }
      }
      in.close();
      return new StoreLifecycle(found);
    } catch (XMLStreamException e) {
      throw new IOException("not well-formed", e);
    }
  }
}
