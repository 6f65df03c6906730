package com.cipherquay.proxy.s3.xml;

import com.cipherquay.proxy.s3.S3ErrorCode;
import com.cipherquay.proxy.s3.S3Exception;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;

/**
 * The rules for cross-origin requests to a bucket: the body of PutBucketCors and the answer to
 * GetBucketCors.
 *
 * @param rules 1 to 100 of them; the first that matches counts
 */
public record CorsDocument(List<Rule> rules) {

  /** How many rules a bucket may have. */
  public static final int MAX_RULES = 100;

  private static final String RULE = "CORSRule";
  private static final String ID = "ID";
  private static final String HEADER = "AllowedHeader";
  private static final String METHOD = "AllowedMethod";
  private static final String ORIGIN = "AllowedOrigin";
  private static final String EXPOSED = "ExposeHeader";
  private static final String MAX_AGE = "MaxAgeSeconds";
  private static final Set<String> ELEMENTS = Set.of(ID, HEADER, METHOD, ORIGIN, EXPOSED, MAX_AGE);
  private static final Set<String> METHODS = Set.of("GET", "PUT", "POST", "DELETE", "HEAD");
  private static final int MAX_ID = 255;
  private static final Pattern SECONDS = Pattern.compile("\\+?[0-9]{1,10}");
  // RFC 9110 section 5.6.2. What is no name of a header must not get into one.
  private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

  /**
   * One rule.
   *
   * @param origins each with one {@code *} at most, for any characters
   * @param methods of HTTP
   * @param headers names of request headers that are allowed, with one {@code *} at most
   * @param exposed names of the headers of answers that a page may read
   * @param maxAge for how many seconds a browser may remember the answer to a preflight
   */
  public record Rule(
      Optional<String> id,
      List<String> origins,
      List<String> methods,
      List<String> headers,
      List<String> exposed,
      OptionalInt maxAge) {

    public Rule {
      origins = List.copyOf(origins);
      methods = List.copyOf(methods);
      headers = List.copyOf(headers);
      exposed = List.copyOf(exposed);
    }
  }

  public CorsDocument {
    rules = List.copyOf(rules);
  }

  /**
   * Reads a body.
   *
   * @throws S3Exception {@code MalformedXML}; {@code InvalidRequest} for what no rule can say
   */
  public static CorsDocument parse(byte[] document) {
    XmlElement root = XmlElement.parse(document, "CORSConfiguration");
    List<XmlElement> rules = root.all(RULE);
    XmlElement.require(rules.size() == root.children().size());
    XmlElement.require(!rules.isEmpty() && rules.size() <= MAX_RULES);
    return new CorsDocument(rules.stream().map(CorsDocument::rule).toList());
  }

  private static Rule rule(XmlElement element) {
    for (XmlElement child : element.children()) {
      XmlElement.require(ELEMENTS.contains(child.name()) && child.children().isEmpty());
    }
    Rule rule =
        new Rule(
            element.one(ID).map(XmlElement::text),
            texts(element, ORIGIN),
            texts(element, METHOD),
            texts(element, HEADER),
            texts(element, EXPOSED),
            maxAge(element));
    XmlElement.require(!rule.origins().isEmpty() && !rule.methods().isEmpty());
    XmlElement.require(rule.id().map(String::length).orElse(0) <= MAX_ID);
    check(rule);
    return rule;
  }

  private static List<String> texts(XmlElement rule, String child) {
    return rule.all(child).stream().map(XmlElement::text).toList();
  }

  private static OptionalInt maxAge(XmlElement rule) {
    Optional<String> text = rule.one(MAX_AGE).map(element -> element.text().strip());
    if (text.isEmpty()) {
      return OptionalInt.empty();
    }
    XmlElement.require(SECONDS.matcher(text.get()).matches());
    long seconds = Long.parseLong(text.get());
    XmlElement.require(seconds <= Integer.MAX_VALUE);
    return OptionalInt.of((int) seconds);
  }

  private static void check(Rule rule) {
    for (String method : rule.methods()) {
      requireThat(
          METHODS.contains(method),
          "Found unsupported HTTP method in CORS config. Unsupported method is " + method);
    }
    rule.origins().forEach(origin -> requireOneWildcard(ORIGIN, origin));
    rule.headers().forEach(header -> requireOneWildcard(HEADER, header));
    for (String header : rule.exposed()) {
      requireThat(
          header.indexOf('*') < 0,
          EXPOSED
              + " \""
              + header
              + "\" contains wildcard. We currently do not support wildcard for ExposeHeader.");
      requireThat(
          TOKEN.matcher(header).matches(), EXPOSED + " \"" + header + "\" is no name of a header.");
    }
  }

  private static void requireOneWildcard(String element, String value) {
    requireThat(
        value.indexOf('*') == value.lastIndexOf('*'),
        element + " \"" + value + "\" can not have more than one wildcard.");
  }

  private static void requireThat(boolean holds, String otherwise) {
    if (!holds) {
      throw new S3Exception(S3ErrorCode.INVALID_REQUEST, otherwise);
    }
  }

  public ByteBuffer toXml() {
    return XmlWriter.document(
        "CORSConfiguration",
        out -> {
          for (Rule rule : rules) {
            out.element(RULE, one -> write(one, rule));
          }
        });
  }

  private static void write(XmlWriter out, Rule rule) throws XMLStreamException {
    if (rule.id().isPresent()) {
      out.element(ID, rule.id().get());
    }
    write(out, HEADER, rule.headers());
    write(out, METHOD, rule.methods());
    write(out, ORIGIN, rule.origins());
    write(out, EXPOSED, rule.exposed());
    if (rule.maxAge().isPresent()) {
      out.element(MAX_AGE, rule.maxAge().getAsInt());
    }
  }

  private static void write(XmlWriter out, String element, List<String> texts)
      throws XMLStreamException {
    for (String text : texts) {
      out.element(element, text);
    }
  }
}
