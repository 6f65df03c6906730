package com.cipherquay.tests;

import com.cipherquay.grant.GrantCredential;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3AsyncClientBuilder;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Clients of the AWS SDK for Java, set up for an endpoint; without retries, which hide faults. */
final class Sdk {

  private Sdk() {}

  /** The defaults of the newest SDK: a CRC32 in a trailer. */
  static S3Client sync(Endpoint endpoint) {
    return builder(endpoint).build();
  }

  /** No checksums unless an operation requires one, as SDKs did until 2025. */
  static S3Client syncWithoutChecksums(Endpoint endpoint) {
    return builder(endpoint)
        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
        .build();
  }

  static S3ClientBuilder builder(Endpoint endpoint) {
    return S3Client.builder()
        .endpointOverride(endpoint.uri())
        .region(Region.of(Endpoint.REGION))
        .credentialsProvider(credentials(endpoint))
        .forcePathStyle(true)
        .overrideConfiguration(o -> o.retryStrategy(strategy -> strategy.maxAttempts(1)));
  }

  static S3AsyncClient async(Endpoint endpoint) {
    return asyncBuilder(endpoint).build();
  }

  static S3AsyncClientBuilder asyncBuilder(Endpoint endpoint) {
    return S3AsyncClient.builder()
        .endpointOverride(endpoint.uri())
        .region(Region.of(Endpoint.REGION))
        .credentialsProvider(credentials(endpoint))
        .forcePathStyle(true)
        .overrideConfiguration(o -> o.retryStrategy(strategy -> strategy.maxAttempts(1)));
  }

  static S3Presigner presigner(Endpoint endpoint) {
    return S3Presigner.builder()
        .endpointOverride(endpoint.uri())
        .region(Region.of(Endpoint.REGION))
        .credentialsProvider(credentials(endpoint))
        .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build())
        .build();
  }

  /** A client with an access grant. */
  static S3Client sync(Endpoint endpoint, GrantCredential grant) {
    return builder(endpoint).credentialsProvider(credentials(grant)).build();
  }

  /** A client that knows no session tokens. */
  static S3Client syncByPair(Endpoint endpoint, GrantCredential grant) {
    return builder(endpoint)
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(grant.grant().accessKeyId(), grant.secretAccessKey())))
        .build();
  }

  static StaticCredentialsProvider credentials(GrantCredential grant) {
    return StaticCredentialsProvider.create(
        AwsSessionCredentials.create(
            grant.grant().accessKeyId(), grant.secretAccessKey(), grant.grant().token()));
  }

  static StaticCredentialsProvider credentials(Endpoint endpoint) {
    return StaticCredentialsProvider.create(
        AwsBasicCredentials.create(endpoint.accessKeyId(), endpoint.secretAccessKey()));
  }
}
