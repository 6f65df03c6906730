package com.cipherquay.proxy.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MergingClientsTest {

  private static final String CLI_1 =
      "aws-cli/1.46.2 md/Botocore#1.43.62 md/awscrt#0.38.1 ua/2.1 os/linux#6.18 md/arch#x86_64"
          + " lang/python#3.11.7 md/pyimpl#CPython m/Z,N,C,D,b cfg/retry-mode#legacy botocore/1.43.62";
  private static final String CLI_2 =
      "aws-cli/2.34.11 md/awscrt#0.31.2 ua/2.1 os/linux#4.14 md/arch#x86_64 lang/python#3.13.11"
          + " md/pyimpl#CPython m/b,E,W,G,Z cfg/retry-mode#standard md/installer#exe md/prompt#off"
          + " md/command#";

  @ParameterizedTest
  @ValueSource(
      strings = {
        CLI_1,
        CLI_2 + "s3.sync",
        "aws-cli/1.18.91 Python/3.7.3 Linux/5.4.51-v7l+ botocore/1.17.14",
        "aws-cli/2.2.23 Python/3.8.8 Linux/4.14 exe/x86_64.amzn.2 prompt/off command/s3.sync",
        "aws-cli/2.0.30 Python/3.7.3 Linux/4.14 botocore/2.0.0dev34",
        "MinIO (linux; amd64) minio-go/v7.0.90 mc/RELEASE.2025-04-16T18-13-26Z",
        "litestream aws-sdk-go-v2/1.41.5 ua/2.1 os/linux lang/go#1.26.8 api/s3#1.97.3 m/C,E,e",
      })
  void whoeverMayMergeGetsSortedListings(String userAgent) {
    assertEquals(true, MergingClients.mayMerge(userAgent, ""));
    // None of them merges what is rolled up.
    assertFalse(MergingClients.mayMerge(userAgent, "/"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``",
        CLI_2 + "s3.cp",
        CLI_2 + "s3.rm",
        CLI_2 + "s3api.list-objects-v2",
        "aws-cli/2.2.23 Python/3.8.8 Linux/4.14 exe/x86_64.amzn.2 prompt/off command/s3.ls",
        "Boto3/1.44.5 md/Botocore#1.44.5 ua/2.1 os/linux#6.18",
        "aws-sdk-java/2.56.0 md/io#sync",
        "MinIO (linux; amd64) minio-go/v7.0.90",
        "not-aws-cli/2",
        "aws-sdk-go-v2/1.41.5 ua/2.1 os/linux lang/go#1.26.8 api/s3#1.97.3 m/C,E,e",
        "rclone/v1.60.1",
      })
  void othersGetTheOrderOfTheBucket(String userAgent) {
    assertFalse(MergingClients.mayMerge(userAgent, ""));
  }
}
