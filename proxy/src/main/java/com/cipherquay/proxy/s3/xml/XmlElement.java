package com.cipherquay.proxy.s3.xml;

import com.cipherquay.proxy.s3.S3ErrorCode;
import com.cipherquay.proxy.s3.S3Exception;
import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.stax.WstxInputFactory;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.codehaus.stax2.XMLInputFactory2;

/**
 * An element of a document that a client sent: its local name, its children, or its text. Clients
 * write the namespace of S3 or none; it carries no meaning.
 */
record XmlElement(String name, String text, List<XmlElement> children) {

  private static final int MAX_DEPTH = 8;
  private static final int MAX_ATTRIBUTES = 16;
  // The largest document of S3 completes an upload: 10,000 parts of up to eight elements.
  private static final int MAX_ELEMENTS = 100_000;
  private static final XMLInputFactory FACTORY = factory();

  XmlElement {
    children = List.copyOf(children);
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = new WstxInputFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    // Lazily, what is wrong in a text would be thrown where it is asked for, and unchecked.
    factory.setProperty(XMLInputFactory2.P_LAZY_PARSING, false);
    factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_DEPTH, MAX_DEPTH);
    factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTES_PER_ELEMENT, MAX_ATTRIBUTES);
    factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_COUNT, MAX_ELEMENTS);
    return factory;
  }

  /**
   * Reads a whole document.
   *
   * @throws S3Exception {@code MalformedXML} if it is not well-formed, has a DTD, is too deep, or
   *     has another root
   */
  static XmlElement parse(byte[] document, String root) {
    try {
      XMLStreamReader in = FACTORY.createXMLStreamReader(new ByteArrayInputStream(document));
      while (in.next() != XMLStreamConstants.START_ELEMENT) {
        require(in.getEventType() != XMLStreamConstants.DTD);
      }
      XmlElement element = element(in);
      while (in.next() != XMLStreamConstants.END_DOCUMENT) {
        require(in.getEventType() != XMLStreamConstants.DTD);
      }
      in.close();
      require(element.name().equals(root));
      return element;
    } catch (XMLStreamException e) {
      throw new S3Exception(S3ErrorCode.MALFORMED_XML);
    }
  }

  private static XmlElement element(XMLStreamReader in) throws XMLStreamException {
    String name = in.getLocalName();
    StringBuilder text = new StringBuilder();
    List<XmlElement> children = new ArrayList<>();
    for (int event = in.next(); event != XMLStreamConstants.END_ELEMENT; event = in.next()) {
      if (event == XMLStreamConstants.START_ELEMENT) {
        children.add(element(in));
      } else if (event == XMLStreamConstants.CHARACTERS
          || event == XMLStreamConstants.CDATA
          || event == XMLStreamConstants.SPACE) {
        text.append(in.getText());
      } else {
        require(event != XMLStreamConstants.ENTITY_REFERENCE);
      }
    }
    require(children.isEmpty() || text.toString().isBlank());
    return new XmlElement(name, children.isEmpty() ? text.toString() : "", children);
  }

  /** Refuses the document unless this holds. */
  static void require(boolean holds) {
    if (!holds) {
      throw new S3Exception(S3ErrorCode.MALFORMED_XML);
    }
  }

  List<XmlElement> all(String child) {
    return children.stream().filter(element -> element.name().equals(child)).toList();
  }

  /** The one child of this name. */
  Optional<XmlElement> one(String child) {
    List<XmlElement> found = all(child);
    require(found.size() <= 1);
    return found.stream().findFirst();
  }
}
