package com.cipherquay.proxy.s3.xml;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * A set of tags, as clients send and get it.
 *
 * @param tags in the order of the document
 */
public record TaggingDocument(List<Tag> tags) {

  private static final String SET = "TagSet";
  private static final String TAG = "Tag";
  private static final String KEY = "Key";
  private static final String VALUE = "Value";

  /** One tag. What it may be depends on what is tagged. */
  public record Tag(String key, String value) {}

  public TaggingDocument {
    tags = List.copyOf(tags);
  }

  /**
   * Reads a body.
   *
   * @throws com.cipherquay.proxy.s3.S3Exception {@code MalformedXML}
   */
  public static TaggingDocument parse(byte[] document) {
    XmlElement root = XmlElement.parse(document, "Tagging");
    List<XmlElement> sets = root.all(SET);
    XmlElement.require(sets.size() == 1 && root.children().size() == 1);
    XmlElement set = sets.get(0);
    List<XmlElement> tags = set.all(TAG);
    XmlElement.require(tags.size() == set.children().size() && set.text().isBlank());
    return new TaggingDocument(tags.stream().map(TaggingDocument::tag).toList());
  }

  private static Tag tag(XmlElement tag) {
    List<XmlElement> keys = tag.all(KEY);
    List<XmlElement> values = tag.all(VALUE);
    XmlElement.require(keys.size() == 1 && values.size() == 1 && tag.children().size() == 2);
    XmlElement.require(keys.get(0).children().isEmpty() && values.get(0).children().isEmpty());
    return new Tag(keys.get(0).text(), values.get(0).text());
  }

  public ByteBuffer toXml() {
    return XmlWriter.document(
        "Tagging",
        out ->
            out.element(
                SET,
                set -> {
                  for (Tag tag : tags) {
                    set.element(
                        TAG,
                        one -> {
                          one.element(KEY, tag.key());
                          one.element(VALUE, tag.value());
                        });
                  }
                }));
  }
}
