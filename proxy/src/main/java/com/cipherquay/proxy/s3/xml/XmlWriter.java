package com.cipherquay.proxy.s3.xml;

import com.ctc.wstx.stax.WstxOutputFactory;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes one document into memory. Refuses characters that XML 1.0 can not hold ({@link
 * XmlCharacters}), so that no document goes out that no client can read.
 */
final class XmlWriter {

  static final String NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/";

  private static final String INSTANCE = "http://www.w3.org/2001/XMLSchema-instance";

  // Named instead of looked up: the JDK's own writer takes six times as long.
  private static final XMLOutputFactory FACTORY = new WstxOutputFactory();

  // S3 always shows milliseconds, also when they are zero.
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /** What stands in a document; an interface of its own because every call may throw. */
  @FunctionalInterface
  interface Content {
    void write(XmlWriter out) throws XMLStreamException;
  }

  private final XMLStreamWriter out;

  private XmlWriter(XMLStreamWriter out) {
    this.out = out;
  }

  static String time(Instant time) {
    return TIME.format(time);
  }

  /** A document in the namespace of S3. */
  static ByteBuffer document(String root, Content content) {
    return write(root, NAMESPACE, content);
  }

  /** A document without a namespace, as S3's errors are. */
  static ByteBuffer plainDocument(String root, Content content) {
    return write(root, "", content);
  }

  private static ByteBuffer write(String root, String namespace, Content content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
    try {
      XMLStreamWriter stream = FACTORY.createXMLStreamWriter(bytes, "UTF-8");
      stream.writeStartDocument("UTF-8", "1.0");
      stream.writeStartElement(root);
      if (!namespace.isEmpty()) {
        stream.writeDefaultNamespace(namespace);
      }
      content.write(new XmlWriter(stream));
      stream.writeEndDocument();
      stream.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("not an XML document: " + root, e);
    }
    return ByteBuffer.wrap(bytes.toByteArray());
  }

  void element(String name, String text) throws XMLStreamException {
    out.writeStartElement(name);
    out.writeCharacters(text);
    out.writeEndElement();
  }

  void element(String name, long number) throws XMLStreamException {
    element(name, Long.toString(number));
  }

  void element(String name, Instant time) throws XMLStreamException {
    element(name, time(time));
  }

  void elements(List<Map.Entry<String, String>> elements) throws XMLStreamException {
    for (Map.Entry<String, String> element : elements) {
      element(element.getKey(), element.getValue());
    }
  }

  void element(String name, Content content) throws XMLStreamException {
    out.writeStartElement(name);
    content.write(this);
    out.writeEndElement();
  }

  /** An element whose type is said in the way of XML Schema, as those of grantees are. */
  void typedElement(String name, String type, Content content) throws XMLStreamException {
    out.writeStartElement(name);
    out.writeNamespace("xsi", INSTANCE);
    out.writeAttribute("xsi", INSTANCE, "type", type);
    content.write(this);
    out.writeEndElement();
  }

  void text(String text) throws XMLStreamException {
    out.writeCharacters(text);
  }
}
