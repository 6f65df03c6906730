package com.cipherquay.proxy.s3.xml;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;

/**
 * The body of PutObjectLockConfiguration, and the answer to GetObjectLockConfiguration.
 *
 * @param rule the default retention
 */
public record LockDocument(Optional<Rule> rule) {

  private static final String ENABLED = "ObjectLockEnabled";
  private static final String RULE = "Rule";
  private static final String RETENTION = "DefaultRetention";
  private static final String MODE = "Mode";
  private static final String DAYS = "Days";
  private static final String YEARS = "Years";
  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,9}");

  /**
   * A default retention.
   *
   * @param mode as it stands in the document
   * @param days as it stands there; 0 if there are years
   * @param years as it stands there; 0 if there are days
   */
  public record Rule(String mode, int days, int years) {

    private static Rule of(XmlElement rule) {
      XmlElement retention =
          rule.one(RETENTION).orElseGet(() -> new XmlElement(RETENTION, "", java.util.List.of()));
      XmlElement.require(rule.children().size() == 1 && retention.children().size() == 2);
      Optional<XmlElement> days = retention.one(DAYS);
      Optional<XmlElement> years = retention.one(YEARS);
      XmlElement.require(days.isPresent() != years.isPresent());
      XmlElement.require(retention.one(MODE).isPresent());
      return new Rule(
          retention.one(MODE).map(XmlElement::text).orElse("").strip(),
          days.map(Rule::number).orElse(0),
          years.map(Rule::number).orElse(0));
    }

    private static int number(XmlElement element) {
      String text = element.text().strip();
      XmlElement.require(NUMBER.matcher(text).matches());
      int number = Integer.parseInt(text);
      // Zero is what there is if it is not there.
      return number == 0 ? -1 : number;
    }

    private void write(XmlWriter out) throws XMLStreamException {
      out.element(MODE, mode);
      out.element(days == 0 ? YEARS : DAYS, days == 0 ? years : days);
    }
  }

  /**
   * Reads a body.
   *
   * @throws com.cipherquay.proxy.s3.S3Exception {@code MalformedXML}
   */
  public static LockDocument parse(byte[] document) {
    XmlElement root = XmlElement.parse(document, "ObjectLockConfiguration");
    String enabled = root.one(ENABLED).map(XmlElement::text).orElse("").strip();
    XmlElement.require(enabled.equals("Enabled"));
    Optional<XmlElement> rule = root.one(RULE);
    XmlElement.require(root.children().size() == (rule.isPresent() ? 2 : 1));
    return new LockDocument(rule.map(Rule::of));
  }

  public ByteBuffer toXml() {
    return XmlWriter.document(
        "ObjectLockConfiguration",
        out -> {
          out.element(ENABLED, "Enabled");
          if (rule.isPresent()) {
            Rule written = rule.get();
            out.element(RULE, element -> element.element(RETENTION, written::write));
          }
        });
  }
}
