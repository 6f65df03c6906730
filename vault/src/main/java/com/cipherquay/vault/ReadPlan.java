package com.cipherquay.vault;

import java.util.Optional;

/**
 * What to read of an object.
 *
 * @param layout where its parts lie
 * @param span which plaintext is wanted
 * @param segmentHeader the segment cipher's header of the part where the span begins, if known
 */
record ReadPlan(ContentLayout layout, Span span, Optional<Octets> segmentHeader) {

  /** Whether all of the object is wanted, so that its trailer can be verified too. */
  boolean whole() {
    return span.first() == 0 && span.end() == layout.length();
  }

  /** The part where the span begins. */
  int firstPart() {
    return span.length() == 0 ? 0 : layout.partOf(span.first());
  }

  /** The segment of that part where the span begins. */
  int firstSegment() {
    return layout.parts().get(firstPart()).segmentOf(span.first());
  }

  /** Where in the ciphertext to begin. */
  long readFrom() {
    return layout.parts().get(firstPart()).readFrom(firstSegment());
  }

  /** The offset in the ciphertext after the last segment of the span, which is not empty. */
  long readTo() {
    long last = span.end() - 1;
    PartLayout part = layout.parts().get(layout.partOf(last));
    return part.readTo(part.segmentOf(last));
  }
}
