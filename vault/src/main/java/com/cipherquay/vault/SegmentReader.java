package com.cipherquay.vault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decrypts the segments of an object one after the other, across its parts. Not thread-safe; an
 * error leaves it unusable.
 */
final class SegmentReader {

  private final CiphertextInput in;
  private final OpenedObject object;
  private final ContentLayout layout;
  private final byte[] ciphertext;
  private final List<Octets> commitments = new ArrayList<>();

  private Optional<SegmentCipher.Decrypter> segments = Optional.empty();
  private int part;
  private int segment;

  private SegmentReader(CiphertextInput in, OpenedObject object, ContentLayout layout) {
    this.in = in;
    this.object = object;
    this.layout = layout;
    long most = Math.min(layout.length() + SegmentCipher.TAG, SegmentCipher.CIPHERTEXT);
    this.ciphertext = new byte[(int) most];
  }

  /** Begins with the segment in which the plan's span begins. */
  static SegmentReader begin(CiphertextInput in, OpenedObject object, ReadPlan plan)
      throws IOException {
    SegmentReader reader = new SegmentReader(in, object, plan.layout());
    reader.part = plan.firstPart();
    reader.segment = plan.firstSegment();
    if (reader.segment > 0) {
      Octets header =
          plan.segmentHeader()
              .orElseThrow(() -> new IllegalArgumentException("no header for the first segment"));
      reader.segments = Optional.of(reader.decrypter(header));
    }
    in.skipTo(plan.readFrom());
    return reader;
  }

  /** Whether every part has been read. */
  boolean done() {
    return part == layout.parts().size();
  }

  /** The plaintext offset at which the next segment begins. */
  long position() {
    return done()
        ? layout.length()
        : current().plaintextStart() + (long) segment * SegmentCipher.PLAINTEXT;
  }

  /** How much plaintext the next segment holds; 0 after the last one. */
  int nextLength() {
    return done() ? 0 : current().segmentLength(segment);
  }

  /** The commitments of the headers read so far. */
  List<Octets> commitments() {
    return commitments;
  }

  /**
   * Decrypts the next segment.
   *
   * @return how much plaintext was written
   * @throws VaultException {@code CORRUPT}; then nothing of it is left in {@code to}
   */
  int next(byte[] to, int offset) throws IOException {
    if (segment == 0) {
      segments = Optional.of(openPart());
    }
    int length = nextLength();
    boolean last = segment == current().lastSegment();
    in.read(ciphertext, length + SegmentCipher.TAG);
    ByteBuffer source = ByteBuffer.wrap(ciphertext, 0, length + SegmentCipher.TAG);
    segments
        .orElseThrow(IllegalStateException::new)
        .decrypt(segment, last, source, ByteBuffer.wrap(to, offset, length));
    segment = last ? 0 : segment + 1;
    part += last ? 1 : 0;
    return length;
  }

  private PartLayout current() {
    return layout.parts().get(part);
  }

  private SegmentCipher.Decrypter openPart() throws IOException {
    PartHeader header = PartHeader.parse(in.read(PartHeader.LENGTH));
    header.verify(object.key(), current().number(), object.writeId());
    commitments.add(header.commitment());
    requireListed(current(), header);
    Optional<Octets> known = object.contents().single().map(ObjectRecord.SinglePut::segmentHeader);
    if (known.isPresent() && !known.get().equals(header.segmentHeader())) {
      throw new VaultException(VaultFault.CORRUPT, "a part header that the metadata does not know");
    }
    return decrypter(header.segmentHeader());
  }

  /** A retried upload of a part is committed to the same key: only the manifest tells them. */
  private static void requireListed(PartLayout part, PartHeader header) throws VaultException {
    if (part.commitment().filter(wanted -> !wanted.equals(header.commitment())).isPresent()) {
      throw new VaultException(VaultFault.CORRUPT, "a part that the manifest does not list");
    }
  }

  private SegmentCipher.Decrypter decrypter(Octets segmentHeader) throws VaultException {
    byte[] context = PartHeader.segmentContext(current().number(), object.writeId());
    return new SegmentCipher.Decrypter(object.key(), segmentHeader, context);
  }
}
