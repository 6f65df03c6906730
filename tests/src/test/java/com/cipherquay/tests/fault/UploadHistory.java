package com.cipherquay.tests.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A multipart upload of one writer, as far as it was acknowledged. */
final class UploadHistory {

  /** What was asked for last. */
  private enum Step {
    PARTS,
    COMPLETE,
    ABORT
  }

  private final KeyHistory target;
  private final Content content;
  private final String id;
  private final Map<Integer, String> parts = new TreeMap<>();
  private Step step = Step.PARTS;

  private UploadHistory(KeyHistory target, Content content, String id) {
    this.target = target;
    this.content = content;
    this.id = id;
  }

  /** Creates an upload. */
  static UploadHistory create(PlainS3 s3, KeyHistory target, Content content) {
    return new UploadHistory(target, content, s3.createUpload(target.key(), content));
  }

  String id() {
    return id;
  }

  boolean hasAllParts() {
    return parts.size() == content.parts();
  }

  void putNextPart(PlainS3 s3) {
    int number = parts.size() + 1;
    parts.put(number, s3.putPart(target.key(), id, number, content.part(number)));
  }

  void complete(PlainS3 s3) {
    step = Step.COMPLETE;
    target.begin(Optional.of(content));
    s3.complete(target.key(), id, parts);
    target.acknowledge();
  }

  void abort(PlainS3 s3) {
    step = Step.ABORT;
    var unused = s3.abort(target.key(), id);
  }

  /**
   * Looks what there is of it after a crash, once its target is settled. What was asked for and not
   * acknowledged is asked for again, as clients do.
   *
   * @param listed whether it is listed among the uploads in progress
   * @return whether it goes on
   */
  boolean settle(PlainS3 s3, boolean listed) {
    switch (step) {
      case PARTS -> {
        assertTrue(listed, () -> "the upload " + id + " of " + target.key() + " is lost");
        Map<Integer, String> found = s3.parts(target.key(), id);
        parts.forEach((number, etag) -> assertEquals(etag, found.get(number), "part " + number));
        assertTrue(found.size() <= parts.size() + 1, () -> found + " but " + parts);
      }
      case COMPLETE -> complete(s3);
      case ABORT -> abort(s3);
    }
    return step == Step.PARTS;
  }
}
