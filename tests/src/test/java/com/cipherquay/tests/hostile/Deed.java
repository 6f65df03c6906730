package com.cipherquay.tests.hostile;

import java.io.IOException;
import java.util.Random;

/** What the client of a campaign does, and how often. */
enum Deed {
  PUT(22),
  GET(18),
  GET_RANGE(12),
  HEAD(7),
  CONDITIONAL_PUT(4),
  DELETE(5),
  DELETE_SEVERAL(2),
  COPY(6),
  LIST(6),
  TAGS(2),
  UPLOAD(14),
  LIST_UPLOADS(1),
  FORGED(5);

  private final int weight;

  Deed(int weight) {
    this.weight = weight;
  }

  void of(Step step) throws IOException {
    switch (this) {
      case PUT -> ObjectDeeds.put(step);
      case GET -> ObjectDeeds.get(step);
      case GET_RANGE -> ObjectDeeds.getRange(step);
      case HEAD -> ObjectDeeds.head(step);
      case CONDITIONAL_PUT -> ObjectDeeds.conditionalPut(step);
      case DELETE -> ObjectDeeds.delete(step);
      case DELETE_SEVERAL -> SeveralDeeds.deleteSeveral(step);
      case COPY -> SeveralDeeds.copy(step);
      case LIST -> ListDeeds.list(step);
      case TAGS -> ObjectDeeds.tags(step);
      case UPLOAD -> UploadDeeds.work(step);
      case LIST_UPLOADS -> UploadDeeds.listUploads(step);
      case FORGED -> ForgedRequests.forged(step);
    }
  }

  static Deed any(Random random) {
    int total = 0;
    for (Deed deed : values()) {
      total += deed.weight;
    }
    int place = random.nextInt(total);
    for (Deed deed : values()) {
      place -= deed.weight;
      if (place < 0) {
        return deed;
      }
    }
    throw new IllegalStateException("the weights do not add up");
  }
}
