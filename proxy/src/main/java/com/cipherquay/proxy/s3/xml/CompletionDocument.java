package com.cipherquay.proxy.s3.xml;

import com.cipherquay.proxy.s3.S3ErrorCode;
import com.cipherquay.proxy.s3.S3Exception;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The body of CompleteMultipartUpload.
 *
 * @param parts 1 to 10000 of them, in the order of the document
 */
public record CompletionDocument(List<Part> parts) {

  /** How many parts an object may have. */
  public static final int MAX_PARTS = 10_000;

  private static final String NUMBER = "PartNumber";
  private static final String ETAG = "ETag";
  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,18}");

  /**
   * One part.
   *
   * @param number digits, whatever they are
   * @param etag without quotes
   * @param claims the texts of all other elements by their names
   */
  public record Part(String number, String etag, Map<String, String> claims) {
    public Part {
      claims = Map.copyOf(claims);
    }
  }

  public CompletionDocument {
    parts = List.copyOf(parts);
  }

  /**
   * Reads a body.
   *
   * @throws S3Exception {@code MalformedXML}
   */
  public static CompletionDocument parse(byte[] document) {
    XmlElement root = XmlElement.parse(document, "CompleteMultipartUpload");
    List<XmlElement> parts = root.all("Part");
    XmlElement.require(!parts.isEmpty() && parts.size() <= MAX_PARTS);
    XmlElement.require(root.children().size() == parts.size());
    return new CompletionDocument(parts.stream().map(CompletionDocument::part).toList());
  }

  private static Part part(XmlElement part) {
    Map<String, String> texts = new HashMap<>();
    for (XmlElement child : part.children()) {
      XmlElement.require(child.children().isEmpty());
      XmlElement.require(texts.put(child.name(), child.text().strip()) == null);
    }
    String number = texts.remove(NUMBER);
    String etag = texts.remove(ETAG);
    if (number == null || etag == null || !DIGITS.matcher(number).matches()) {
      throw new S3Exception(S3ErrorCode.MALFORMED_XML);
    }
    return new Part(number, unquoted(etag), texts);
  }

  /** Clients send the tag as they got it in a header, or without the quotes that are not of it. */
  private static String unquoted(String etag) {
    boolean quoted = etag.length() > 1 && etag.startsWith("\"") && etag.endsWith("\"");
    return quoted ? etag.substring(1, etag.length() - 1) : etag;
  }
}
