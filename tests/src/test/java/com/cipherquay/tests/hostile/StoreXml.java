package com.cipherquay.tests.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;

/** The XML of S3, as far as the store needs it. */
final class StoreXml {

  private static final String NAMESPACE = " xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"";

  private StoreXml() {}

  static String document(String root, String content) {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<%s%s>%s</%s>"
        .formatted(root, root.equals("Error") ? "" : NAMESPACE, content, root);
  }

  static String element(String name, Object text) {
    return "<" + name + ">" + escaped(text.toString()) + "</" + name + ">";
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  /** As {@code encoding-type=url} wants it. */
  static String url(String name) {
    return URLEncoder.encode(name, UTF_8).replace("%2F", "/");
  }

  /** The texts of all elements of a name, in a document that is known to be well-formed. */
  static List<String> texts(String document, String element) {
    List<String> texts = new ArrayList<>();
    String start = "<" + element + ">";
    int at = document.indexOf(start);
    while (at >= 0) {
      int from = at + start.length();
      int to = document.indexOf("</", from);
      texts.add(
          document
              .substring(from, to)
              .replace("&quot;", "\"")
              .replace("&#34;", "\"")
              .replace("&lt;", "<")
              .replace("&gt;", ">")
              .replace("&amp;", "&"));
      at = document.indexOf(start, to);
    }
    return texts;
  }
}
