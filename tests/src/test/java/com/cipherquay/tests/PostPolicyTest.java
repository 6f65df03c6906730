package com.cipherquay.tests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.minio.MinioClient;
import io.minio.PostPolicy;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Map;
import okhttp3.MediaType;
import okhttp3.MultipartBody;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.Test;

/** Forms under a policy of MinIO's Java client, sent as its documentation sends them. */
@ForEverySubject
final class PostPolicyTest {

  private static final OkHttpClient HTTP = new OkHttpClient();

  private final Subject subject;
  private final String bucket;
  private final MinioClient minio;

  PostPolicyTest(Subject subject) {
    this.subject = subject;
    this.bucket = subject.freshBucket();
    this.minio =
        MinioClient.builder()
            .endpoint(subject.endpoint().uri().toString())
            .credentials(subject.endpoint().accessKeyId(), subject.endpoint().secretAccessKey())
            .region(Endpoint.REGION)
            .build();
  }

  @Test
  void a_form_uploads_a_file() throws Exception {
    for (int size : new int[] {0, 1, 65_520, 65_536, 65_537, 9_000_000}) {
      byte[] content = Bodies.of(size);
      try (Response answer = send(policy(), "user/" + size, "image/png", content)) {
        assertEquals(204, answer.code(), answer::toString);
      }
      String key = "user/" + size;
      assertArrayEquals(
          content, subject.s3().getObjectAsBytes(r -> r.bucket(bucket).key(key)).asByteArray());
      assertEquals(
          "image/png", subject.s3().headObject(r -> r.bucket(bucket).key(key)).contentType());
    }
  }

  @Test
  void what_the_policy_does_not_allow() throws Exception {
    assertRefused("403 AccessDenied", "other/k", "image/png", 10);
    assertRefused("403 AccessDenied", "user/k", "text/html", 10);
    assertRefused("400 EntityTooLarge", "user/k", "image/png", 9_000_001);
    assertEquals(0, subject.s3().listObjectsV2(r -> r.bucket(bucket)).keyCount());
  }

  private void assertRefused(String outcome, String key, String type, int size) throws Exception {
    try (Response answer = send(policy(), key, type, Bodies.of(size))) {
      String body = answer.body().string();
      assertTrue(
          (answer.code() + body.replaceAll("(?s).*<Code>(.*)</Code>.*", " $1")).equals(outcome),
          body);
    }
  }

  /** Nobody needs to be trusted with a key, and nobody without a policy gets in. */
  @Test
  void nobody_in_particular() throws Exception {
    try (Response answer = send(Map.of(), "user/k", "image/png", "x".getBytes(UTF_8))) {
      assertEquals(403, answer.code());
    }
    assertEquals(0, subject.s3().listObjectsV2(r -> r.bucket(bucket)).keyCount());
  }

  private Map<String, String> policy() throws Exception {
    PostPolicy policy = new PostPolicy(bucket, ZonedDateTime.now(ZoneOffset.UTC).plusMinutes(5));
    policy.addStartsWithCondition("key", "user/");
    policy.addStartsWithCondition("Content-Type", "image/");
    policy.addContentLengthRangeCondition(0, 9_000_000);
    return minio.getPresignedPostFormData(policy);
  }

  private Response send(Map<String, String> fields, String key, String type, byte[] content)
      throws Exception {
    MultipartBody.Builder body = new MultipartBody.Builder().setType(MultipartBody.FORM);
    fields.forEach(body::addFormDataPart);
    body.addFormDataPart("key", key).addFormDataPart("Content-Type", type);
    body.addFormDataPart(
        "file", "name.png", RequestBody.create(content, MediaType.get("application/x-own")));
    Request request =
        new Request.Builder()
            .url(subject.endpoint().uri() + "/" + bucket)
            .post(body.build())
            .build();
    return HTTP.newCall(request).execute();
  }
}
