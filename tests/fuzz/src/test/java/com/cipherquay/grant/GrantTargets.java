package com.cipherquay.grant;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.cipherquay.fuzz.Attempt;
import com.cipherquay.fuzz.Claim;
import com.cipherquay.fuzz.Input;
import com.cipherquay.fuzz.ScratchFile;
import com.cipherquay.keyset.FixedKeyset;
import com.cipherquay.keyset.Keyset;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/** Access grants and key grants, which come from whoever has them. */
public final class GrantTargets {

  private static final Keyset VAULT = FixedKeyset.create();
  private static final byte[] SIGNER = VaultSigner.id(VAULT).bytes();
  private static final PublicId RECIPIENT = VaultRecipient.id(VAULT);
  private static final byte[] MAGIC = "CQKG".getBytes(US_ASCII);
  private static final byte[] LABEL = "cipherquay/1 key grant".getBytes(US_ASCII);
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  private GrantTargets() {}

  /** A session token. 0: the text. 1: the bytes, which become the text here. */
  public static void token(byte[] input) throws Exception {
    Input in = new Input(input);
    boolean encoding = in.choice(2) == 1;
    String token =
        encoding ? Base64.getUrlEncoder().withoutPadding().encodeToString(in.rest()) : in.unicode();
    Optional<Grant> grant = Attempt.of(GrantException.class, () -> Grant.parse(token));
    if (grant.isEmpty()) {
      return;
    }
    Claim.same(token, grant.get().token());
    GrantCredential credential = GrantCredential.of(VAULT, grant.get());
    Claim.that(credential.isOf(VAULT), "not of the vault that made it");
    denies(grant.get());
  }

  /** A grant for a moment and place that a link excludes allows nothing there. */
  private static void denies(Grant grant) {
    String elsewhere = "x";
    for (GrantScope scope : grant.links().get(0).scopes()) {
      elsewhere += scope.bucket();
    }
    Claim.that(
        grant.objection(GrantAction.READ, elsewhere, NOW).isPresent(), "a grant of every bucket");
    grant
        .notAfter()
        .ifPresent(
            end ->
                Claim.that(
                    grant.objection(GrantAction.READ, "photos", "2024/a", end).isPresent(),
                    "allowed at its end"));
    for (GrantLink link : grant.links()) {
      for (GrantScope scope : link.scopes()) {
        Claim.that(scope.meetsPrefix(scope.bucket(), scope.path()), "a scope beside itself");
      }
    }
  }

  /**
   * The file of a key grant. 0: as it travels. 1: without its signature, which is made here. 2:
   * what is sealed in it, sealed to the vault and signed here.
   */
  public static void keyGrant(byte[] input) throws Exception {
    Input in = new Input(input);
    int choice = in.choice(3);
    byte[] content = in.rest();
    byte[] bytes =
        switch (choice) {
          case 0 -> content;
          case 1 -> signed(content);
          default -> sealed(content);
        };
    Optional<KeyGrantFile> file = Attempt.of(GrantException.class, () -> KeyGrantFile.parse(bytes));
    if (file.isEmpty()) {
      return;
    }
    Optional<KeyGrant> opened = Attempt.of(GrantException.class, () -> file.get().open(VAULT));
    if (choice == 2) {
      Optional<KeyGrant> decoded =
          Attempt.of(GrantException.class, () -> KeyGrantCodec.decode(content));
      Claim.same(decoded.isPresent(), opened.isPresent());
    }
    opened.ifPresent(
        grant -> {
          Claim.that(choice != 2 || same(grant, content), "another encoding of the same grant");
          Claim.same(grant.keys().size(), grant.terms().scopes().size());
        });
  }

  private static boolean same(KeyGrant grant, byte[] content) {
    return Arrays.equals(KeyGrantCodec.encode(grant), content);
  }

  private static byte[] signed(byte[] content) {
    byte[] own = content.clone();
    if (own.length >= 6 + SIGNER.length) {
      System.arraycopy(SIGNER, 0, own, 6, SIGNER.length);
    }
    byte[] signature = VaultSigner.sign(VAULT, own);
    return ByteBuffer.allocate(own.length + signature.length).put(own).put(signature).array();
  }

  private static byte[] sealed(byte[] grant) throws Exception {
    byte[] header =
        ByteBuffer.allocate(6 + 32 + 32)
            .put(MAGIC)
            .put((byte) 1)
            .put((byte) 1)
            .put(SIGNER)
            .put(RECIPIENT.bytes())
            .array();
    byte[] context =
        ByteBuffer.allocate(LABEL.length + header.length).put(LABEL).put(header).array();
    byte[] sealed = VaultRecipient.seal(RECIPIENT, grant, context);
    return signed(
        ByteBuffer.allocate(header.length + sealed.length).put(header).put(sealed).array());
  }

  /** What is sealed in a key grant, by itself: some thousand times as fast as with its seal. */
  public static void keyGrantKeys(byte[] input) throws Exception {
    Optional<KeyGrant> grant = Attempt.of(GrantException.class, () -> KeyGrantCodec.decode(input));
    grant.ifPresent(found -> Claim.that(same(found, input), "another encoding"));
  }

  /** The list of revoked grants, as it lies beside the vault file. */
  public static void revocations(byte[] input) throws Exception {
    Path folder = ScratchFile.folderWith(Revocations.FILE, input);
    Optional<Revocations> read =
        Attempt.of(GrantException.class, () -> Revocations.read(folder, VAULT));
    read.ifPresent(found -> Claim.that(found.include(found), "does not include itself"));
  }

  /** The public key of a vault as people pass it on. */
  public static void publicId(byte[] input) throws Exception {
    String text = new Input(input).unicode();
    for (PublicId.Kind kind : PublicId.Kind.values()) {
      Optional<PublicId> id = Attempt.of(GrantException.class, () -> PublicId.parse(kind, text));
      id.ifPresent(found -> Claim.same(text, found.toString()));
    }
  }
}
