package com.cipherquay.tests.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * An answer before it is sent. Immutable but for the bytes.
 *
 * @param fields without Content-Length, unless it is a lie
 * @param delivery how it is sent
 */
record StoreReply(int status, List<Field> fields, Blob content, Delivery delivery) {

  /** A header field. */
  record Field(String name, String value) {}

  StoreReply {
    fields = List.copyOf(fields);
  }

  static StoreReply empty(int status) {
    return new StoreReply(status, List.of(), Blob.EMPTY, Delivery.PROPER);
  }

  static StoreReply xml(int status, String document) {
    return new StoreReply(
        status,
        List.of(new Field("Content-Type", "application/xml")),
        new Blob(document.getBytes(UTF_8)),
        Delivery.PROPER);
  }

  static StoreReply error(int status, String code) {
    return xml(
        status,
        StoreXml.document(
            "Error", StoreXml.element("Code", code) + StoreXml.element("Message", code)));
  }

  byte[] body() {
    return content.bytes();
  }

  boolean success() {
    return status < 300;
  }

  /** Whether HTTP has no body for its status. */
  boolean bodiless() {
    return status == 204 || status == 304;
  }

  Optional<String> field(String name) {
    return fields.stream()
        .filter(field -> field.name().equalsIgnoreCase(name))
        .map(Field::value)
        .findFirst();
  }

  /** With one field set, in place of others of the name. */
  StoreReply with(String name, String value) {
    List<Field> next = new ArrayList<>(without(name).fields);
    next.add(new Field(name, value));
    return new StoreReply(status, next, content, delivery);
  }

  StoreReply without(String name) {
    List<Field> next = fields.stream().filter(f -> !f.name().equalsIgnoreCase(name)).toList();
    return new StoreReply(status, next, content, delivery);
  }

  StoreReply withStatus(int other) {
    return new StoreReply(other, fields, content, delivery);
  }

  StoreReply withBody(byte[] other) {
    return new StoreReply(status, fields, new Blob(other), delivery);
  }

  /** With some of the text of its body replaced. */
  StoreReply withText(String text) {
    return withBody(text.getBytes(UTF_8));
  }

  StoreReply with(Delivery other) {
    return new StoreReply(status, fields, content, other);
  }

  String text() {
    return new String(body(), UTF_8);
  }

  /** Status line and header fields, as they go over the wire. */
  byte[] head() {
    StringBuilder head = new StringBuilder(512);
    head.append("HTTP/1.1 ").append(status).append(" -\r\n");
    boolean told = false;
    for (Field field : fields) {
      told |= field.name().toLowerCase(Locale.ROOT).equals("content-length");
      head.append(field.name()).append(": ").append(field.value()).append("\r\n");
    }
    if (!told && !bodiless()) {
      head.append("Content-Length: ").append(delivery.announced(body().length)).append("\r\n");
    }
    return head.append("\r\n").toString().getBytes(ISO_8859_1);
  }
}
