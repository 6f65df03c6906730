package com.cipherquay.proxy.s3.xml;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;

/**
 * A configuration that is shown or compared as a whole, and otherwise means nothing: an element
 * with a text or with children.
 */
public record ConfigurationDocument(
    String name, String text, List<ConfigurationDocument> children) {

  public ConfigurationDocument {
    children = List.copyOf(children);
  }

  public static ConfigurationDocument element(String name, ConfigurationDocument... children) {
    return new ConfigurationDocument(name, "", List.of(children));
  }

  public static ConfigurationDocument text(String name, String text) {
    return new ConfigurationDocument(name, text, List.of());
  }

  /**
   * Reads a body.
   *
   * @throws com.cipherquay.proxy.s3.S3Exception {@code MalformedXML}
   */
  public static ConfigurationDocument parse(byte[] document, String root) {
    return of(XmlElement.parse(document, root));
  }

  private static ConfigurationDocument of(XmlElement element) {
    return new ConfigurationDocument(
        element.name(),
        element.text().strip(),
        element.children().stream().map(ConfigurationDocument::of).toList());
  }

  /** Whether both say the same: order does not matter, nor does the case of a truth value. */
  public boolean says(ConfigurationDocument other) {
    if (!name.equals(other.name)
        || !normal(text).equals(normal(other.text))
        || children.size() != other.children.size()) {
      return false;
    }
    List<ConfigurationDocument> left = new ArrayList<>(other.children);
    for (ConfigurationDocument child : children) {
      Optional<ConfigurationDocument> same = left.stream().filter(child::says).findFirst();
      if (same.isEmpty()) {
        return false;
      }
      left.remove(same.get());
    }
    return true;
  }

  private static String normal(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return lower.equals("true") || lower.equals("false") ? lower : text;
  }

  public ByteBuffer toXml() {
    return XmlWriter.document(name, this::write);
  }

  private void write(XmlWriter out) throws XMLStreamException {
    out.text(text);
    for (ConfigurationDocument child : children) {
      out.element(child.name, child::write);
    }
  }
}
