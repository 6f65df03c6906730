package com.cipherquay.proxy.operation;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The clients that take a name for missing when they are past the place where it would sort. Those
 * that walk two listings side by side copy again what is there, on a listing that is not sorted,
 * and delete what they were to keep; one that looks for gaps restores nothing. They are known by
 * their User-Agent, and get sorted listings whatever the bucket's order.
 */
final class MergingClients {

  /** "aws-cli/2.2.23 ... command/s3.sync" and, since, "aws-cli/2.33.23 ... md/command#s3.sync". */
  private static final Pattern AWS_CLI = Pattern.compile("(?:^|\\s)aws-cli/");

  private static final Pattern COMMAND = Pattern.compile("\\scommand/(\\S+)|\\smd/command#(\\S+)");
  private static final String SYNC = "s3.sync";

  /** "MinIO (linux; amd64) minio-go/v7.0.90 mc/RELEASE..."; its mirror and diff merge. */
  private static final Pattern MC = Pattern.compile("(?:^|\\s)mc/");

  /** "litestream aws-sdk-go-v2/1.41.5 ..."; a gap in its files ends a restore. */
  private static final Pattern LITESTREAM = Pattern.compile("^litestream\\s");

  private MergingClients() {}

  /**
   * Whether a listing may be one that is merged.
   *
   * @param userAgent as the client sent it
   * @param delimiter of the listing; who merges wants all names
   */
  static boolean mayMerge(String userAgent, String delimiter) {
    if (!delimiter.isEmpty()) {
      return false;
    }
    if (AWS_CLI.matcher(userAgent).find()) {
      // Version 1, and the first of version 2, do not say which command they are.
      Matcher command = COMMAND.matcher(userAgent);
      return !command.find() || command.group().endsWith(SYNC);
    }
    return MC.matcher(userAgent).find() || LITESTREAM.matcher(userAgent).find();
  }
}
