package com.cipherquay.proxy.s3.xml;

import com.cipherquay.proxy.s3.xml.TaggingDocument.Tag;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.stream.XMLStreamException;

/**
 * What a lifecycle rule is about (AWS, "LifecycleRuleFilter").
 *
 * @param form how the document says it
 * @param prefix of object keys
 * @param tags all of which an object must have
 * @param greaterThan the length in bytes that an object must pass
 * @param lessThan the length in bytes that an object must not reach
 */
public record LifecycleFilter(
    Form form,
    Optional<String> prefix,
    List<Tag> tags,
    OptionalLong greaterThan,
    OptionalLong lessThan) {

  /** The ways to say it. */
  public enum Form {
    /** A prefix beside the rule's other elements, as before there were filters. */
    PREFIX,
    /** A filter of one condition or none. */
    FILTER,
    /** A filter of several conditions. */
    AND
  }

  private static final String FILTER = "Filter";
  private static final String PREFIX = "Prefix";
  private static final String AND = "And";
  private static final String TAG = "Tag";
  private static final String KEY = "Key";
  private static final String VALUE = "Value";
  private static final String GREATER = "ObjectSizeGreaterThan";
  private static final String LESS = "ObjectSizeLessThan";

  /** The elements of a rule that are about this. */
  static final Set<String> ELEMENTS = Set.of(FILTER, PREFIX);

  /** What a client may ask for at most; AWS's largest object. */
  private static final long LARGEST = 5L << 40;

  private static final int LONGEST_PREFIX = 1024;

  public LifecycleFilter {
    tags = List.copyOf(tags);
  }

  /** A filter that says all this in the way it has to be said. */
  public static LifecycleFilter of(
      String prefix, List<Tag> tags, OptionalLong greaterThan, OptionalLong lessThan) {
    boolean size = greaterThan.isPresent() || lessThan.isPresent();
    if (tags.isEmpty() && !size) {
      return new LifecycleFilter(Form.FILTER, Optional.of(prefix), tags, greaterThan, lessThan);
    }
    Optional<String> narrow = Optional.of(prefix).filter(text -> !text.isEmpty());
    LifecycleFilter all = new LifecycleFilter(Form.AND, narrow, tags, greaterThan, lessThan);
    return all.conditions() > 1
        ? all
        : new LifecycleFilter(Form.FILTER, narrow, tags, greaterThan, lessThan);
  }

  private long conditions() {
    return tags.size()
        + Stream.of(prefix.isPresent(), greaterThan.isPresent(), lessThan.isPresent())
            .filter(present -> present)
            .count();
  }

  /** Whether it says anything of tags. */
  public boolean hasTags() {
    return !tags.isEmpty();
  }

  /** Whether it says anything of lengths. */
  public boolean hasSize() {
    return greaterThan.isPresent() || lessThan.isPresent();
  }

  static LifecycleFilter parse(XmlElement rule) {
    Optional<XmlElement> filter = rule.one(FILTER);
    Optional<String> prefix = LifecycleTerms.text(rule, PREFIX);
    XmlElement.require(filter.isPresent() != prefix.isPresent());
    if (filter.isEmpty()) {
      return checked(
          new LifecycleFilter(
              Form.PREFIX, prefix, List.of(), OptionalLong.empty(), OptionalLong.empty()));
    }
    Optional<XmlElement> and = filter.get().one(AND);
    if (and.isEmpty()) {
      LifecycleFilter one = conditions(Form.FILTER, filter.get());
      XmlElement.require(one.conditions() <= 1);
      return checked(one);
    }
    XmlElement.require(filter.get().children().size() == 1);
    LifecycleFilter all = conditions(Form.AND, and.get());
    XmlElement.require(all.conditions() > 1);
    return checked(all);
  }

  private static LifecycleFilter conditions(Form form, XmlElement element) {
    LifecycleTerms.requireOnly(element, Set.of(PREFIX, TAG, GREATER, LESS));
    return new LifecycleFilter(
        form,
        LifecycleTerms.text(element, PREFIX),
        element.all(TAG).stream().map(LifecycleFilter::tag).toList(),
        LifecycleTerms.number(element, GREATER),
        LifecycleTerms.number(element, LESS));
  }

  private static Tag tag(XmlElement tag) {
    Optional<String> key = LifecycleTerms.text(tag, KEY);
    Optional<String> value = LifecycleTerms.text(tag, VALUE);
    XmlElement.require(key.isPresent() && value.isPresent() && tag.children().size() == 2);
    return new Tag(key.get(), value.get());
  }

  private static LifecycleFilter checked(LifecycleFilter filter) {
    LifecycleTerms.requireRequest(
        filter.prefix().orElse("").length() <= LONGEST_PREFIX,
        "The maximum size of a prefix is " + LONGEST_PREFIX + ".");
    LifecycleTerms.requireRequest(
        isSize(filter.greaterThan(), 0), GREATER + " is not the length of an object.");
    LifecycleTerms.requireRequest(
        isSize(filter.lessThan(), 1), LESS + " is not the length of an object.");
    boolean ordered =
        filter.greaterThan().isEmpty()
            || filter.lessThan().isEmpty()
            || filter.greaterThan().getAsLong() < filter.lessThan().getAsLong();
    LifecycleTerms.requireRequest(ordered, GREATER + " must be less than " + LESS + ".");
    return filter;
  }

  private static boolean isSize(OptionalLong size, long least) {
    return size.isEmpty() || (size.getAsLong() >= least && size.getAsLong() <= LARGEST);
  }

  void write(XmlWriter out) throws XMLStreamException {
    switch (form) {
      case PREFIX -> out.element(PREFIX, prefix.orElse(""));
      case FILTER -> out.element(FILTER, this::writeConditions);
      case AND -> out.element(FILTER, filter -> filter.element(AND, this::writeConditions));
    }
  }

  private void writeConditions(XmlWriter out) throws XMLStreamException {
    if (prefix.isPresent()) {
      out.element(PREFIX, prefix.get());
    }
    for (Tag tag : tags) {
      out.element(
          TAG,
          one -> {
            one.element(KEY, tag.key());
            one.element(VALUE, tag.value());
          });
    }
    if (greaterThan.isPresent()) {
      out.element(GREATER, greaterThan.getAsLong());
    }
    if (lessThan.isPresent()) {
      out.element(LESS, lessThan.getAsLong());
    }
  }
}
