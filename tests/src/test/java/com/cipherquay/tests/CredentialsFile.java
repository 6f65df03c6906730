package com.cipherquay.tests;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** The shared-credentials file that the product leaves in its data directory. */
final class CredentialsFile {

  private CredentialsFile() {}

  /** Reads the profile {@code default}. */
  static Endpoint read(Path data, URI uri) throws IOException {
    Path file = data.resolve("credentials");
    return new Endpoint(
        uri, value(file, "aws_access_key_id"), value(file, "aws_secret_access_key"));
  }

  private static String value(Path file, String name) throws IOException {
    for (String line : Files.readAllLines(file)) {
      int equals = line.indexOf('=');
      if (equals > 0 && line.substring(0, equals).trim().equals(name)) {
        return line.substring(equals + 1).trim();
      }
    }
    throw new IllegalStateException(file + " has no " + name);
  }
}
