package com.cipherquay.proxy.s3.xml;

import com.cipherquay.proxy.s3.S3Exception;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.stream.XMLStreamException;

/**
 * The lifecycle rules of a bucket: the body of PutBucketLifecycleConfiguration, the answer to
 * GetBucketLifecycleConfiguration, and what is sent to a store.
 *
 * @param rules 1 to 1000 of them
 */
public record LifecycleDocument(List<Rule> rules) {

  private static final int MAX_RULES = 1000;
  private static final int MAX_ID = 255;
  private static final String RULE = "Rule";
  private static final String ID = "ID";
  private static final String STATUS = "Status";
  private static final String ENABLED = "Enabled";
  private static final String DISABLED = "Disabled";
  private static final Set<String> ELEMENTS =
      Stream.of(Set.of(ID, STATUS), LifecycleFilter.ELEMENTS, LifecycleActions.ELEMENTS)
          .flatMap(Set::stream)
          .collect(Collectors.toUnmodifiableSet());

  /**
   * One rule.
   *
   * @param id empty if the client leaves it to S3
   * @param enabled whether it is followed
   */
  public record Rule(
      Optional<String> id, boolean enabled, LifecycleFilter filter, LifecycleActions actions) {}

  public LifecycleDocument {
    rules = List.copyOf(rules);
  }

  /**
   * Reads a body.
   *
   * @throws S3Exception {@code MalformedXML}; {@code InvalidArgument} and {@code InvalidRequest}
   *     for what no rule can say
   */
  public static LifecycleDocument parse(byte[] document) {
    XmlElement root = XmlElement.parse(document, "LifecycleConfiguration");
    List<XmlElement> rules = root.all(RULE);
    XmlElement.require(rules.size() == root.children().size());
    XmlElement.require(!rules.isEmpty() && rules.size() <= MAX_RULES);
    LifecycleDocument parsed =
        new LifecycleDocument(rules.stream().map(LifecycleDocument::rule).toList());
    Set<String> ids = new HashSet<>();
    for (Rule rule : parsed.rules()) {
      LifecycleTerms.requireArgument(
          rule.id().map(ids::add).orElse(true),
          "Rule ID must be unique. Found same ID for more than one rule");
    }
    return parsed;
  }

  private static Rule rule(XmlElement element) {
    LifecycleTerms.requireOnly(element, ELEMENTS);
    Optional<String> id = LifecycleTerms.text(element, ID).filter(text -> !text.isEmpty());
    LifecycleTerms.requireArgument(
        id.map(String::length).orElse(0) <= MAX_ID,
        "ID length should not exceed allowed limit of " + MAX_ID);
    String status = LifecycleTerms.text(element, STATUS).orElse("").strip();
    XmlElement.require(status.equals(ENABLED) || status.equals(DISABLED));
    LifecycleFilter filter = LifecycleFilter.parse(element);
    LifecycleActions actions = LifecycleActions.parse(element);
    boolean aborts = actions.abortDays().isPresent();
    requireWithout(aborts && filter.hasTags(), "AbortIncompleteMultipartUpload", "Tags");
    requireWithout(aborts && filter.hasSize(), "AbortIncompleteMultipartUpload", "Object Size");
    boolean markers = actions.hasMarkers();
    requireWithout(markers && filter.hasTags(), "ExpiredObjectDeleteMarker", "Tags");
    requireWithout(markers && filter.hasSize(), "ExpiredObjectDeleteMarker", "Object Size");
    return new Rule(id, status.equals(ENABLED), filter, actions);
  }

  private static void requireWithout(boolean both, String action, String condition) {
    LifecycleTerms.requireRequest(!both, action + " cannot be specified with " + condition + ".");
  }

  /** The same with an id for every rule, as S3 gives one to those that have none. */
  public LifecycleDocument named(Supplier<String> ids) {
    return new LifecycleDocument(
        rules.stream()
            .map(
                rule ->
                    new Rule(
                        Optional.of(rule.id().orElseGet(ids)),
                        rule.enabled(),
                        rule.filter(),
                        rule.actions()))
            .toList());
  }

  public ByteBuffer toXml() {
    return XmlWriter.document(
        "LifecycleConfiguration",
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
    rule.filter().write(out);
    out.element(STATUS, rule.enabled() ? ENABLED : DISABLED);
    rule.actions().write(out);
  }
}
