package com.cipherquay.grant;

import com.cipherquay.keyset.ForeignKeys;
import com.cipherquay.keyset.Keyset;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What is sealed in key grants, for vectors. */
public final class KeyGrantBytes {

  private KeyGrantBytes() {}

  /** The bytes of a key grant with a given id and terms, as in a link of an access grant. */
  public static byte[] encode(
      Keyset vault, String id, byte[] terms, Set<Integer> epochs, KeyGrant.StoredNames names)
      throws IOException {
    GrantLink link = LinkCodec.decode(ByteBuffer.wrap(terms));
    List<ForeignKeys> keys = new ArrayList<>(KeyGrant.issue(vault, link, epochs, names).keys());
    byte[] encoded = KeyGrantCodec.encode(new KeyGrant(id, link, keys));
    return KeyGrantCodec.encode(KeyGrantCodec.decode(encoded));
  }

  /** The bytes again, if they are a key grant. */
  public static byte[] decode(byte[] grant) throws GrantException {
    return KeyGrantCodec.encode(KeyGrantCodec.decode(grant));
  }

  /** What is sealed in a file. */
  public static byte[] open(byte[] file, byte[] passphrase) throws IOException {
    return KeyGrantCodec.encode(KeyGrantFile.parse(file).open(passphrase));
  }

  /** The public ids of a vault. */
  public static String ids(Keyset vault) {
    return VaultSigner.id(vault) + " " + VaultRecipient.id(vault);
  }
}
