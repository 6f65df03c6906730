package com.cipherquay.tests;

import static com.cipherquay.grant.GrantAction.LIST;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.cipherquay.grant.GrantScope;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** A listing under a grant shows what it covers, and the way to it from the root. */
@ParameterizedClass(name = "{0}")
@ValueSource(strings = {"stored", "sorted"})
final class GrantListTest {

  private static final String BUCKET = GrantedBucket.NAME;
  private static final List<String> PREFIXES = List.of("", "a", "a/", "a/b", "ab", "z/", "q/");
  private static final List<String> DELIMITERS = List.of("", "/", "b");

  private final GrantedBucket granted;

  GrantListTest(String order, @TempDir Path folder) {
    granted = GrantedBucket.start(folder.resolve("data"), order);
  }

  @AfterEach
  void stop() {
    granted.close();
  }

  @Test
  void what_is_covered_and_the_way_to_it() {
    GrantScope[] two = {GrantScope.ofPrefix(BUCKET, "a/b/"), GrantScope.ofPrefix(BUCKET, "z/a/")};
    check(Set.of("a/b/c", "z/a/b"), two);
    check(Set.of("a/", "a/b", "a/b/c", "a//", "a/ü"), GrantScope.ofPrefix(BUCKET, "a/"));
    check(Set.of("a"), GrantScope.ofObject(BUCKET, "a"));
    check(Set.copyOf(GrantedBucket.KEYS), GrantScope.ofBucket(BUCKET));
  }

  private void check(Set<String> covered, GrantScope... scopes) {
    S3Client s3 = granted.client(Set.of(LIST), scopes);
    for (String prefix : PREFIXES) {
      for (String delimiter : DELIMITERS) {
        Set<String> expected = expected(covered, prefix, delimiter);
        String what = List.of(scopes) + " prefix " + prefix + " delimiter " + delimiter;
        if (expected.isEmpty()) {
          assertNothing(s3, prefix, delimiter, what);
          continue;
        }
        for (int pageSize : new int[] {1, 1000}) {
          assertEquals(expected, walkV2(s3, prefix, delimiter, pageSize), what);
          assertEquals(expected, walkV1(s3, prefix, delimiter, pageSize), what);
          assertEquals(expected, walkVersions(s3, prefix, delimiter, pageSize), what);
          assertEquals(expected, walkUploads(s3, prefix, delimiter, pageSize), what);
        }
      }
    }
  }

  private static Set<String> expected(Set<String> covered, String prefix, String delimiter) {
    Set<String> lines = new TreeSet<>();
    for (String key : covered) {
      if (key.startsWith(prefix)) {
        int end = delimiter.isEmpty() ? -1 : key.indexOf(delimiter, prefix.length());
        lines.add(end < 0 ? key : key.substring(0, end + delimiter.length()) + " rolled");
      }
    }
    return lines;
  }

  /** Outside of the grant it is refused; where something could be, it is empty. */
  private static void assertNothing(S3Client s3, String prefix, String delimiter, String what) {
    try {
      assertEquals(Set.of(), walkV2(s3, prefix, delimiter, 1000), what);
    } catch (S3Exception e) {
      assertEquals(403, e.statusCode(), what);
    }
  }

  private static Set<String> walkV2(S3Client s3, String prefix, String delimiter, int size) {
    Set<String> lines = new TreeSet<>();
    String[] token = {null};
    ListObjectsV2Response page;
    do {
      page =
          s3.listObjectsV2(
              r ->
                  r.bucket(BUCKET)
                      .prefix(prefix)
                      .delimiter(delimiter)
                      .maxKeys(size)
                      .continuationToken(token[0]));
      page.contents().forEach(it -> add(lines, it.key()));
      addPrefixes(lines, page.commonPrefixes());
      token[0] = page.nextContinuationToken();
    } while (page.isTruncated());
    return lines;
  }

  private static Set<String> walkV1(S3Client s3, String prefix, String delimiter, int size) {
    Set<String> lines = new TreeSet<>();
    String[] marker = {null};
    ListObjectsResponse page;
    do {
      page =
          s3.listObjects(
              r ->
                  r.bucket(BUCKET)
                      .prefix(prefix)
                      .delimiter(delimiter)
                      .maxKeys(size)
                      .marker(marker[0]));
      List<String> keys = new ArrayList<>(page.contents().stream().map(it -> it.key()).toList());
      keys.forEach(key -> add(lines, key));
      addPrefixes(lines, page.commonPrefixes());
      boolean named = page.nextMarker() != null && !page.nextMarker().isEmpty();
      marker[0] = named || keys.isEmpty() ? page.nextMarker() : keys.get(keys.size() - 1);
    } while (page.isTruncated());
    return lines;
  }

  private static Set<String> walkVersions(S3Client s3, String prefix, String delimiter, int size) {
    Set<String> lines = new TreeSet<>();
    String[] marker = {null, null};
    ListObjectVersionsResponse page;
    do {
      page =
          s3.listObjectVersions(
              r ->
                  r.bucket(BUCKET)
                      .prefix(prefix)
                      .delimiter(delimiter)
                      .maxKeys(size)
                      .keyMarker(marker[0])
                      .versionIdMarker(marker[1]));
      page.versions().forEach(it -> add(lines, it.key()));
      addPrefixes(lines, page.commonPrefixes());
      marker[0] = page.nextKeyMarker();
      marker[1] = page.nextVersionIdMarker();
    } while (page.isTruncated());
    return lines;
  }

  private static Set<String> walkUploads(S3Client s3, String prefix, String delimiter, int size) {
    Set<String> lines = new TreeSet<>();
    String[] marker = {null, null};
    ListMultipartUploadsResponse page;
    do {
      page =
          s3.listMultipartUploads(
              r ->
                  r.bucket(BUCKET)
                      .prefix(prefix)
                      .delimiter(delimiter)
                      .maxUploads(size)
                      .keyMarker(marker[0])
                      .uploadIdMarker(marker[1]));
      page.uploads().forEach(it -> add(lines, it.key()));
      addPrefixes(lines, page.commonPrefixes());
      marker[0] = page.nextKeyMarker();
      marker[1] = page.nextUploadIdMarker();
    } while (page.isTruncated());
    return lines;
  }

  private static void add(Set<String> lines, String line) {
    if (!lines.add(line)) {
      throw new AssertionError(line + " comes twice");
    }
  }

  private static void addPrefixes(Set<String> lines, List<CommonPrefix> prefixes) {
    prefixes.forEach(it -> add(lines, it.prefix() + " rolled"));
  }

  @Test
  void a_page_tells_nothing_of_what_is_hidden() {
    S3Client s3 = granted.client(Set.of(LIST), GrantScope.ofObject(BUCKET, "a/b"));
    for (int size : new int[] {1, 2, 3, 1000}) {
      ListObjectsV2Response page =
          s3.listObjectsV2(r -> r.bucket(BUCKET).prefix("a/").maxKeys(size));
      assertEquals(List.of("a/b"), page.contents().stream().map(it -> it.key()).toList());
      assertFalse(page.isTruncated(), "of " + size);
      ListObjectVersionsResponse versions =
          s3.listObjectVersions(
              r ->
                  r.bucket(BUCKET)
                      .prefix("a/")
                      .keyMarker("a//")
                      .versionIdMarker("null")
                      .maxKeys(size));
      assertEquals(List.of("a/b"), versions.versions().stream().map(it -> it.key()).toList());
      assertFalse(versions.isTruncated(), "of " + size);
    }
  }
}
