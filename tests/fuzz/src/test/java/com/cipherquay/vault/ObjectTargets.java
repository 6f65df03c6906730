package com.cipherquay.vault;

import com.cipherquay.fuzz.Attempt;
import com.cipherquay.fuzz.Claim;
import com.cipherquay.fuzz.Input;
import com.cipherquay.store.StoredMetadata;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** What a store keeps of an object beside its segments. */
public final class ObjectTargets {

  private ObjectTargets() {}

  /** The header of a part: read, written again, and as if its writer had had the data key. */
  public static void header(byte[] input) throws Exception {
    Optional<PartHeader> parsed =
        Attempt.of(VaultException.class, () -> PartHeader.parse(Arrays.copyOf(input, 148)));
    if (parsed.isEmpty()) {
      return;
    }
    PartHeader header = parsed.get();
    Claim.same(Arrays.copyOf(input, 148), header.bytes());
    WriteId id = header.origin().writeId();
    PartHeader made =
        PartHeader.commit(Sealed.KEY, header.number(), header.origin(), header.segmentHeader());
    made.verify(Sealed.KEY, header.number(), id);
    boolean verified = accepts(header, header.number(), id);
    Claim.same(made.equals(header), verified);
    Claim.that(!accepts(made, header.number() + 1, id), "the header of another part");
  }

  private static boolean accepts(PartHeader header, int number, WriteId id) throws Exception {
    return Attempt.of(
            VaultException.class,
            () -> {
              header.verify(Sealed.KEY, number, id);
              return true;
            })
        .isPresent();
  }

  /** The manifest of an object as it is behind its seal. */
  public static void manifest(byte[] input) throws Exception {
    Optional<Manifest> manifest = decoded(input);
    manifest.ifPresent(found -> Claim.same(input, found.encode()));
  }

  private static Optional<Manifest> decoded(byte[] bytes) throws Exception {
    return Attempt.of(VaultException.class, () -> Manifest.decode(bytes));
  }

  /**
   * The trailer of an object. 0: as it lies in the store. 1: its manifest sealed here, behind as
   * much padding as the second byte says.
   */
  public static void trailer(byte[] input) throws Exception {
    Input in = new Input(input);
    Trailer trailer = new Trailer(Sealed.PATH, Sealed.KEY, Sealed.ID);
    boolean sealing = in.choice(2) == 1;
    int padding = sealing ? in.choice(256) : 0;
    byte[] content = in.rest();
    byte[] tail = sealing ? sealed(padding, content) : content;
    Optional<Manifest> opened = Attempt.of(VaultException.class, () -> trailer.open(tail));
    if (sealing) {
      Claim.same(decoded(content), opened);
    }
    if (opened.isPresent()) {
      Claim.same(opened.get(), trailer.openLast(tail));
      byte[] written = trailer.seal(opened.get());
      Claim.same(written, Arrays.copyOfRange(tail, tail.length - written.length, tail.length));
    }
  }

  private static byte[] sealed(int padding, byte[] manifest) {
    byte[] sealed = Sealed.KEY.trailer(Sealed.ID).seal(manifest, context());
    return ByteBuffer.allocate(padding + sealed.length + Trailer.FOOTER)
        .position(padding)
        .put(sealed)
        .putInt(sealed.length)
        .put(new byte[] {'C', 'Q', 'Y', 'T'})
        .array();
  }

  private static byte[] context() {
    return Sealed.PATH.trailerContext(Sealed.ID);
  }

  /** The metadata blob. 0: as it lies in the store. 1: its record sealed here. */
  public static void metadata(byte[] input) throws Exception {
    Input in = new Input(input);
    boolean sealing = in.choice(2) == 1;
    byte[] content = in.rest();
    StoredMetadata stored = sealing ? sealed(content).stored() : StoredMetadata.of(content);
    Optional<MetadataEnvelope> envelope =
        Attempt.of(VaultException.class, () -> MetadataEnvelope.parse(stored));
    if (envelope.isEmpty()) {
      return;
    }
    Claim.same(stored, envelope.get().stored());
    Optional<ObjectRecord> opened =
        Attempt.of(
            VaultException.class, () -> envelope.get().open(Sealed.PATH, unwrapped(envelope)));
    if (sealing) {
      Claim.same(
          Attempt.of(VaultException.class, () -> RecordCodec.decode(content)).isPresent(),
          opened.isPresent());
    }
    if (opened.isPresent() && sealing) {
      Claim.same(content, RecordCodec.encode(opened.get()));
    }
  }

  private static DataKey unwrapped(Optional<MetadataEnvelope> envelope) throws VaultException {
    return Sealed.PATH.unwrap(envelope.orElseThrow().wrapped());
  }

  private static MetadataEnvelope sealed(byte[] record) {
    byte[] sealed =
        Sealed.KEY.metadata(Sealed.ID).seal(record, Sealed.PATH.metadataContext(Sealed.WRAPPED));
    return new MetadataEnvelope(Sealed.WRAPPED, Octets.of(sealed));
  }
}
