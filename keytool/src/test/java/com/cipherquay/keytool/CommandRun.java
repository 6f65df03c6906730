package com.cipherquay.keytool;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;

/**
 * A command that ran in this process.
 *
 * @param status its exit status
 * @param out what it printed
 * @param err what it complained of
 */
record CommandRun(int status, String out, String err) {

  /** Runs a command with a text on standard input. */
  static CommandRun of(String in, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(in.getBytes(UTF_8)));
    try {
      int status =
          Keytool.commandLine()
              .setOut(new PrintWriter(out))
              .setErr(new PrintWriter(err))
              .execute(arguments);
      return new CommandRun(status, out.toString().strip(), err.toString().strip());
    } finally {
      System.setIn(before);
    }
  }
}
