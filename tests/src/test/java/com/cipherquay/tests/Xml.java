package com.cipherquay.tests;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** Reads answers with the JDK's parser, which takes nothing that is not well-formed XML. */
public final class Xml {

  private Xml() {}

  /** The texts of all elements of a name, in document order. */
  public static List<String> texts(byte[] document, String element) {
    try {
      NodeList nodes =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(new ByteArrayInputStream(document))
              .getElementsByTagName(element);
      return IntStream.range(0, nodes.getLength())
          .mapToObj(i -> nodes.item(i).getTextContent())
          .toList();
    } catch (SAXException | IOException | ParserConfigurationException e) {
      throw new IllegalArgumentException("not an XML document", e);
    }
  }
}
