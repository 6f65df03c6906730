package com.cipherquay.proxy.s3.xml;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * An answer that is a list of elements with texts and nothing more, as those of uploads and copies
 * are.
 *
 * @param root the name of the document
 * @param elements in order
 */
public record ResultDocument(String root, List<Map.Entry<String, String>> elements) {

  public ResultDocument {
    elements = List.copyOf(elements);
  }

  /** A time as documents have it. */
  public static String time(Instant time) {
    return XmlWriter.time(time);
  }

  public ByteBuffer toXml() {
    return XmlWriter.document(root, out -> out.elements(elements));
  }
}
