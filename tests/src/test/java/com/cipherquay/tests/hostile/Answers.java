package com.cipherquay.tests.hostile;

import com.cipherquay.proxy.s3.S3ErrorCode;
import com.cipherquay.tests.RawResponse;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What holds of every answer to a client: errors are S3's, and nothing in them is the store's. */
final class Answers {

  /** Stands in whatever texts a lying store makes up. */
  static final String TAUNT = "taunt7c1fe0d2";

  private static final int LONGEST_ERROR = 8 << 10;

  private static final Map<String, Integer> CODES =
      Arrays.stream(S3ErrorCode.values())
          .collect(Collectors.toMap(S3ErrorCode::code, S3ErrorCode::status));
  private static final Set<Integer> STATUSES = Set.copyOf(CODES.values());

  private Answers() {}

  static void check(RawResponse response, boolean complete, boolean head, Step step) {
    for (Map.Entry<String, String> field : response.headers()) {
      step.require(
          !field.getKey().contains(TAUNT) && !field.getValue().contains(TAUNT),
          "a header field of the store's: " + field);
    }
    if (response.status() < 300) {
      step.require(
          Set.of(200, 204, 206).contains(response.status()), "a status that S3 does not have");
      return;
    }
    step.require(complete, "an error that is cut");
    step.require(response.body().length <= LONGEST_ERROR, "an error without an end");
    if (head || response.status() == 304) {
      step.require(STATUSES.contains(response.status()), "a status that S3 does not have");
      return;
    }
    step.require(
        Integer.valueOf(response.status()).equals(CODES.get(response.errorCode())),
        "an error that is not of S3: " + response.text());
    step.require(!response.text().contains(TAUNT), "an error with the store's text");
  }
}
