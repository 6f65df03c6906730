package com.cipherquay.keytool;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * One of equal parts of all objects, chosen by their stored names: the same at every run, and the
 * parts together are all.
 *
 * @param number which, 1 to {@code of}; 0 for none at all
 * @param of how many there are
 */
record Fraction(int number, int of) {

  /** Nothing. */
  static final Fraction NONE = new Fraction(0, 1);

  private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,3})/([1-9][0-9]{0,3})");

  boolean covers(String storedName) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(storedName.getBytes(StandardCharsets.UTF_8));
      return Long.remainderUnsigned(ByteBuffer.wrap(digest).getLong(), of) == number - 1;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return number + "/" + of;
  }

  /** Reads an argument. */
  static final class Converter implements ITypeConverter<Fraction> {

    @Override
    public Fraction convert(String text) {
      Matcher matcher = FORM.matcher(text);
      if (!matcher.matches()
          || Integer.parseInt(matcher.group(1)) > Integer.parseInt(matcher.group(2))) {
        throw new TypeConversionException("expected n/m with 1 <= n <= m <= 9999, not " + text);
      }
      return new Fraction(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }
  }
}
