package com.cipherquay.bench.origin;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The XML of S3, as far as proxies read and write it. */
final class Documents {

  static final String NAMESPACE = " xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"";

  private Documents() {}

  static String buckets(Collection<String> names) {
    StringBuilder text = new StringBuilder(512);
    text.append("<ListAllMyBucketsResult").append(NAMESPACE).append('>');
    text.append("<Owner><ID>bench</ID></Owner><Buckets>");
    for (String name : names) {
      text.append("<Bucket><Name>").append(name).append("</Name>");
      text.append("<CreationDate>2026-01-01T00:00:00.000Z</CreationDate></Bucket>");
    }
    return text.append("</Buckets></ListAllMyBucketsResult>").toString();
  }

  static String deleted(List<String> names) {
    StringBuilder text = new StringBuilder(512);
    text.append("<DeleteResult").append(NAMESPACE).append('>');
    for (String name : names) {
      text.append("<Deleted><Key>").append(escaped(name)).append("</Key></Deleted>");
    }
    return text.append("</DeleteResult>").toString();
  }

  static String copied(String element, StoredObject copy) {
    return "<%s%s><LastModified>%s</LastModified><ETag>&quot;%s&quot;</ETag></%s>"
        .formatted(element, NAMESPACE, copy.modified(), copy.etag(), element);
  }

  static String element(String name, Object text) {
    return "<" + name + ">" + escaped(text.toString()) + "</" + name + ">";
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /** The texts of all elements of a name, in a document that is known to be well-formed. */
  static List<String> texts(String document, String element) {
    List<String> texts = new ArrayList<>();
    String start = "<" + element + ">";
    int at = document.indexOf(start);
    while (at >= 0) {
      int from = at + start.length();
      int to = document.indexOf("</", from);
      texts.add(unescaped(document.substring(from, to)));
      at = document.indexOf(start, to);
    }
    return texts;
  }

  private static String unescaped(String text) {
    return text.indexOf('&') < 0
        ? text
        : text.replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&quot;", "\"")
            .replace("&#34;", "\"")
            .replace("&apos;", "'")
            .replace("&amp;", "&");
  }
}
