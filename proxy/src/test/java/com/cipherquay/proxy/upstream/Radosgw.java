package com.cipherquay.proxy.upstream;

import java.net.URI;
import java.util.Objects;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * The radosgw that tests tagged {@code radosgw} are run against: {@code
 * -Dradosgw.endpoint=http://HOST:PORT}, and the key pair of a user in the properties {@code
 * radosgw.access-key} and {@code radosgw.secret}.
 */
final class Radosgw {

  private Radosgw() {}

  static URI endpoint() {
    return URI.create(property("radosgw.endpoint"));
  }

  static AwsCredentialsProvider credentials() {
    return StaticCredentialsProvider.create(
        AwsBasicCredentials.create(property("radosgw.access-key"), property("radosgw.secret")));
  }

  private static String property(String name) {
    return Objects.requireNonNull(System.getProperty(name), "this test needs -D" + name);
  }
}
