package com.cipherquay.grant;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.cipherquay.keyset.ForeignKeys;
import com.cipherquay.keyset.Keyset;
import com.cipherquay.keyset.ScopeKeys;
import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * The bytes of a key grant before they are sealed: its id, its terms as in a link of an access
 * grant, and the keys of each scope (FORMAT.md, "Key grants").
 */
final class KeyGrantCodec {

  private static final byte VERSION = 1;
  private static final int ID = 16;
  private static final int MAX_STORED = 1024;
  private static final int SIV_OVERHEAD = 16;

  private KeyGrantCodec() {}

  static byte[] encode(KeyGrant grant) {
    byte[] terms = LinkCodec.encode(grant.terms());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(VERSION);
    out.writeBytes(HexFormat.of().parseHex(grant.id()));
    out.writeBytes(grant.keys().get(0).vaultId());
    out.writeBytes(length(terms));
    out.writeBytes(terms);
    for (ForeignKeys scope : grant.keys()) {
      byte[] stored = scope.stored().getBytes(US_ASCII);
      out.writeBytes(length(stored));
      out.writeBytes(stored);
      out.writeBytes(scope.keys().encode());
    }
    return out.toByteArray();
  }

  private static byte[] length(byte[] bytes) {
    return ByteBuffer.allocate(Short.BYTES).putShort((short) bytes.length).array();
  }

  /**
   * Reads a key grant, all of the bytes.
   *
   * @throws GrantException if it is none, or has something that is not known here
   */
  static KeyGrant decode(byte[] bytes) throws GrantException {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    try {
      if (in.get() != VERSION) {
        throw new GrantException("a key grant of a version that this release does not know");
      }
      byte[] id = take(in, ID);
      byte[] vaultId = take(in, Keyset.VAULT_ID_LENGTH);
      GrantLink terms = LinkCodec.decode(ByteBuffer.wrap(take(in, in.getShort() & 0xffff)));
      List<ForeignKeys> keys = new ArrayList<>();
      for (GrantScope scope : terms.scopes()) {
        String stored = stored(scope, new String(take(in, in.getShort() & 0xffff), US_ASCII));
        ScopeKeys taken = ScopeKeys.read(in, scope.kind() != GrantScope.Kind.OBJECT);
        keys.add(new ForeignKeys(vaultId, scope.bucket(), scope.path(), stored, taken));
      }
      if (in.hasRemaining()) {
        throw malformed();
      }
      return new KeyGrant(HexFormat.of().formatHex(id), terms, keys);
    } catch (BufferUnderflowException | GeneralSecurityException e) {
      throw new GrantException("not a key grant", e);
    }
  }

  private static byte[] take(ByteBuffer in, int length) {
    if (length > in.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] bytes = new byte[length];
    in.get(bytes);
    return bytes;
  }

  /** A stored path has a component for each of the path, whose length follows from it. */
  private static String stored(GrantScope scope, String stored) throws GrantException {
    String path = scope.path();
    int at = 0;
    int start = 0;
    for (int end = path.indexOf('/'); end >= 0; end = path.indexOf('/', start)) {
      at = component(path.substring(start, end), stored, at);
      if (!stored.startsWith("/", at)) {
        throw malformed();
      }
      at++;
      start = end + 1;
    }
    if (scope.kind() == GrantScope.Kind.OBJECT) {
      at = component(path.substring(start), stored, at);
    }
    if (at != stored.length() || at > MAX_STORED) {
      throw malformed();
    }
    return stored;
  }

  /** Where a stored component that begins somewhere ends. */
  private static int component(String component, String stored, int at) throws GrantException {
    int end = at + (4 * (component.getBytes(UTF_8).length + SIV_OVERHEAD) + 2) / 3;
    if (end > stored.length() || !isBase64(stored.substring(at, end))) {
      throw malformed();
    }
    return end;
  }

  private static boolean isBase64(String text) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(text);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(text);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static GrantException malformed() {
    return new GrantException("not a key grant");
  }
}
