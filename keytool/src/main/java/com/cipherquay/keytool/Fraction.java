package com.cipherquay.keytool;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Stack;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.IParameterConsumer;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

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

  private static final Fraction ALL = new Fraction(1, 1);

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

  private static Fraction parse(String text, CommandSpec command) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()
        || Integer.parseInt(matcher.group(1)) > Integer.parseInt(matcher.group(2))) {
      throw new ParameterException(
          command.commandLine(), "expected n/m with 1 <= n <= m <= 9999, not " + text);
    }
    return new Fraction(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
  }

  /** Reads the value of an option, if there is one: what may follow it is a bucket. */
  static final class Consumer implements IParameterConsumer {

    @Override
    public void consumeParameters(Stack<String> arguments, ArgSpec option, CommandSpec command) {
      boolean value =
          !arguments.isEmpty()
              && !arguments.peek().startsWith("s3:")
              && !arguments.peek().startsWith("--");
      option.setValue(value ? parse(arguments.pop(), command) : ALL);
    }
  }
}
