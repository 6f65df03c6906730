package com.cipherquay.vault;

import com.cipherquay.fuzz.Attempt;
import com.cipherquay.fuzz.Claim;
import com.cipherquay.fuzz.Input;
import com.cipherquay.store.StoredTags;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a vault keeps in the store beside the objects, and gives to clients to bring back. */
public final class RecordTargets {

  private static final String UPLOAD = "upload-id";

  private RecordTargets() {}

  /** The record of an upload. 0: as it lies in the store. 1: its contents sealed here. */
  public static void upload(byte[] input) {
    Input in = new Input(input);
    boolean sealing = in.choice(2) == 1;
    byte[] content = in.rest();
    byte[] context = Sealed.PATH.uploadContext(UPLOAD);
    byte[] stored = sealing ? sealedUpload(content, context) : content;
    Optional<UploadRecord> record = UploadRecord.parse(stored);
    if (record.isEmpty()) {
      return;
    }
    Claim.same(stored, record.get().bytes());
    Optional<UploadRecord.Contents> contents = record.get().open(Sealed.KEY, context);
    if (contents.isPresent()) {
      WrappedKey wrapped = record.get().wrapped();
      UploadRecord again = UploadRecord.seal(Sealed.KEY, wrapped, context, contents.get());
      Claim.same(record.get(), again);
    }
    byte[] other = Sealed.PATH.uploadContext(UPLOAD + "2");
    Claim.that(record.get().open(Sealed.KEY, other).isEmpty(), "the record of another upload");
  }

  private static byte[] sealedUpload(byte[] contents, byte[] context) {
    byte[] sealed = Sealed.KEY.upload(Sealed.ID).seal(contents, context);
    return new UploadRecord(Sealed.WRAPPED, Octets.of(sealed)).bytes();
  }

  /** The token of a part. 0: as it stands in an entity tag or a name. 1: sealed here. */
  public static void partToken(byte[] input) {
    Input in = new Input(input);
    PartTokens tokens = PartTokens.of(Sealed.KEY, Sealed.ID, Sealed.PATH.vaultId(), UPLOAD);
    boolean sealing = in.choice(2) == 1;
    if (!sealing) {
      String text = in.unicode();
      Optional<PartToken> opened = tokens.open(1, "tag", text);
      opened.ifPresent(token -> Claim.same(text, tokens.seal(1, "tag", token)));
      return;
    }
    byte[] content = in.rest();
    Optional<PartToken> decoded = PartToken.decode(content);
    if (decoded.isPresent()) {
      Claim.same(content, decoded.get().encode());
      String token = tokens.seal(1, "tag", decoded.get());
      Claim.same(decoded, tokens.open(1, "tag", token));
      Claim.that(tokens.open(2, "tag", token).isEmpty(), "the token of another part");
      Claim.that(tokens.open(1, "tag2", token).isEmpty(), "the token of another tag");
    }
  }

  /** The record of an object that ends by itself. 0: as it lies in the store. 1: sealed here. */
  public static void expiry(byte[] input) {
    Input in = new Input(input);
    Siv cipher = Sealed.PATHS.expiries();
    boolean sealing = in.choice(2) == 1;
    byte[] content = in.rest();
    long at = content.length < Long.BYTES ? 0 : ByteBuffer.wrap(content).getLong();
    long hour = Math.floorDiv(Math.floorDiv(at, 1000), 3600);
    byte[] body = sealing ? sealedExpiry(cipher, hour, content) : content;
    Optional<ExpiryRecord> record = ExpiryRecord.open(cipher, hour, body);
    if (record.isPresent()) {
      Claim.same(body, record.get().seal(cipher));
      Claim.that(ExpiryRecord.open(cipher, hour + 1, body).isEmpty(), "of another hour");
    }
  }

  private static byte[] sealedExpiry(Siv cipher, long hour, byte[] contents) {
    byte[] context = ByteBuffer.allocate(9).put((byte) 2).putLong(hour).array();
    byte[] sealed = cipher.seal(contents, context);
    return ByteBuffer.allocate(1 + sealed.length).put((byte) 1).put(sealed).array();
  }

  /** The note beside a copy. */
  public static void copyNote(byte[] input) {
    byte[] name = input.length > 69 ? Arrays.copyOfRange(input, 69, input.length) : input;
    String stored = new String(name, StandardCharsets.US_ASCII);
    String ownName = CopyNote.name(stored, idOf(input)).value();
    Optional<CopyNote> note = CopyNote.parse(input, ownName);
    if (note.isPresent()) {
      Claim.same(input, note.get().bytes());
      Claim.that(CopyNote.parse(input, ownName + "x").isEmpty(), "a note under another name");
    }
  }

  private static WriteId idOf(byte[] input) {
    byte[] id = input.length >= 21 ? Arrays.copyOfRange(input, 5, 21) : new byte[16];
    return new WriteId(Octets.of(id));
  }

  /** The tags of an object as a store returns them, and as a vault writes them. */
  public static void tags(byte[] input) throws Exception {
    Input in = new Input(input);
    TagCipher cipher = TagCipher.of(Sealed.PATHS);
    Map<String, String> plain = new TreeMap<>();
    while (!in.isEmpty() && plain.size() < StoredTags.MOST) {
      plain.put(in.unicodeLine(), in.unicodeLine());
    }
    cipher.open(new StoredTags(plain));
    ObjectTags tags = new ObjectTags(new TreeMap<>(plain));
    Optional<StoredTags> stored = Attempt.of(VaultException.class, () -> cipher.seal(tags));
    if (stored.isPresent()) {
      Claim.same(stored.get(), StoredTags.decode(stored.get().encoded()));
      Claim.same(tags, cipher.open(stored.get()));
    }
  }

  /** A document of a bucket. 0: as it lies in the store. 1: its padded contents sealed here. */
  public static void document(byte[] input) {
    Input in = new Input(input);
    DocumentSeal seal = DocumentSeal.of(Sealed.PATHS, DocumentKind.CORS);
    boolean sealing = in.choice(2) == 1;
    byte[] content = in.rest();
    byte[] stored = sealing ? seal.seal(content) : content;
    Optional<byte[]> opened = seal.open(stored);
    if (sealing) {
      Claim.same(content, opened.orElseThrow());
      DocumentSeal other = DocumentSeal.of(Sealed.PATHS, DocumentKind.TAGS);
      Claim.that(other.open(stored).isEmpty(), "a document of another kind");
    }
  }
}
