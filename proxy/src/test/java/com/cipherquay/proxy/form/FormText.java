package com.cipherquay.proxy.form;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** Bodies of forms, byte for byte. */
final class FormText {

  static final String BOUNDARY = "----WebKitFormBoundary7MA4YWxkTrZu0gW";
  static final String TYPE = "multipart/form-data; boundary=" + BOUNDARY;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  /** A field as browsers write it. */
  FormText field(String name, String value) {
    return part("form-data; name=\"" + name + "\"", value.getBytes(UTF_8));
  }

  FormText file(String fileName, byte[] content) {
    return part(
        "form-data; name=\"file\"; filename=\"%s\"\r\nContent-Type: text/x-own".formatted(fileName),
        content);
  }

  FormText part(String disposition, byte[] content) {
    raw("--" + BOUNDARY + "\r\nContent-Disposition: " + disposition + "\r\n\r\n");
    bytes.writeBytes(content);
    return raw("\r\n");
  }

  FormText raw(String text) {
    bytes.writeBytes(text.getBytes(UTF_8));
    return this;
  }

  byte[] end() {
    return raw("--" + BOUNDARY + "--\r\n").bytes();
  }

  byte[] bytes() {
    return bytes.toByteArray();
  }

  static PostedForm read(byte[] body) throws IOException {
    return read(new ByteArrayInputStream(body), body.length);
  }

  /** The form, out of a stream that gives a few bytes at a time. */
  static PostedForm trickle(byte[] body, int step) throws IOException {
    return read(
        new FilterInputStream(new ByteArrayInputStream(body)) {
          @Override
          public int read(byte[] buffer, int offset, int length) throws IOException {
            return super.read(buffer, offset, Math.min(length, step));
          }
        },
        body.length);
  }

  private static PostedForm read(InputStream body, long length) throws IOException {
    return FormReader.read(body, TYPE, length, Duration.ofSeconds(30));
  }
}
