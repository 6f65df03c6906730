package com.cipherquay.grant;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What a grant allows: all that every link of it allows. Not a secret; whether a vault made it only
 * its {@link GrantSecret} shows. Immutable and thread-safe.
 */
public final class Grant {

  /** The longest session token, in characters. */
  public static final int MAX_TOKEN = 4096;

  /** How many links a grant can have. */
  public static final int MAX_LINKS = 32;

  private static final byte VERSION = 1;
  private static final int NONCE = 16;
  private static final int ID = 16;
  private static final byte[] LABEL = "cipherquay/1 grant".getBytes(US_ASCII);
  private static final String ACCESS_KEY_PREFIX = "CG";
  private static final int DIGITS = 18;

  private final byte[] nonce;
  private final List<byte[]> encoded;
  private final List<GrantLink> links;
  private final List<String> ids;
  private final String accessKeyId;

  private Grant(byte[] nonce, List<byte[]> encoded, List<GrantLink> links) {
    this.nonce = nonce;
    this.encoded = List.copyOf(encoded);
    this.links = List.copyOf(links);
    List<String> all = new ArrayList<>();
    byte[] id = nonce;
    for (byte[] link : encoded) {
      id = next(id, link);
      all.add(HexFormat.of().formatHex(id));
    }
    this.ids = List.copyOf(all);
    this.accessKeyId = ACCESS_KEY_PREFIX + id().substring(0, DIGITS).toUpperCase(Locale.ROOT);
  }

  /**
   * A grant of one link.
   *
   * @param nonce 16 random bytes
   * @throws GrantException if the link does not say what may be done where
   */
  static Grant of(byte[] nonce, GrantLink first) throws GrantException {
    requireComplete(first);
    return new Grant(nonce.clone(), List.of(LinkCodec.encode(first)), List.of(first));
  }

  private static void requireComplete(GrantLink first) throws GrantException {
    boolean named = first.scopes().stream().noneMatch(scope -> scope.bucket().isEmpty());
    if (first.scopes().isEmpty() || !named || first.actions().isEmpty()) {
      throw new GrantException("a grant names the buckets and the actions that it allows");
    }
  }

  /**
   * The same, with one more link.
   *
   * @throws GrantException if the link restricts nothing, leaves nothing, or makes the token too
   *     long
   */
  Grant with(GrantLink link) throws GrantException {
    if (!link.restricts()) {
      throw new GrantException("nothing to restrict");
    }
    for (GrantScope scope : link.scopes()) {
      for (GrantLink before : links) {
        if (!before.scopes().isEmpty() && before.scopes().stream().noneMatch(scope::meets)) {
          throw new GrantException(scope + " is not part of the grant");
        }
      }
    }
    List<byte[]> bytes = new ArrayList<>(encoded);
    bytes.add(LinkCodec.encode(link));
    List<GrantLink> all = new ArrayList<>(links);
    all.add(link);
    Grant narrowed = new Grant(nonce, bytes, all);
    if (all.size() > MAX_LINKS || narrowed.token().length() > MAX_TOKEN) {
      throw new GrantException("too many conditions for one grant");
    }
    return narrowed;
  }

  /**
   * Reads a session token.
   *
   * @throws GrantException if it is none, or has something that is not known here
   */
  public static Grant parse(String token) throws GrantException {
    byte[] bytes = decode(token);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    if (bytes.length < 1 + NONCE || in.get() != VERSION) {
      throw LinkCodec.malformed();
    }
    byte[] nonce = new byte[NONCE];
    in.get(nonce);
    List<byte[]> encoded = new ArrayList<>();
    List<GrantLink> links = new ArrayList<>();
    while (in.hasRemaining()) {
      int length = in.remaining() < Short.BYTES ? -1 : in.getShort() & 0xffff;
      // A link without conditions is of no use but to make many of them.
      if (length < 1 || length > in.remaining() || links.size() == MAX_LINKS) {
        throw LinkCodec.malformed();
      }
      byte[] link = new byte[length];
      in.get(link);
      encoded.add(link);
      links.add(LinkCodec.decode(ByteBuffer.wrap(link)));
    }
    if (links.isEmpty()) {
      throw LinkCodec.malformed();
    }
    requireComplete(links.get(0));
    return new Grant(nonce, encoded, links);
  }

  private static byte[] decode(String token) throws GrantException {
    if (token.length() > MAX_TOKEN) {
      throw LinkCodec.malformed();
    }
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(token);
      if (encode(bytes).equals(token)) {
        return bytes;
      }
    } catch (IllegalArgumentException e) {
      throw new GrantException("not a grant: its token is not base64url", e);
    }
    throw LinkCodec.malformed();
  }

  private static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** The session token. */
  public String token() {
    int length = 1 + NONCE + encoded.stream().mapToInt(link -> Short.BYTES + link.length).sum();
    ByteBuffer out = ByteBuffer.allocate(length).put(VERSION).put(nonce);
    encoded.forEach(link -> out.putShort((short) link.length).put(link));
    return encode(out.array());
  }

  /** The id, 32 hexadecimal digits. */
  public String id() {
    return ids.get(ids.size() - 1);
  }

  /** The ids of the grants that this one was narrowed from, the first first, and its own. */
  public List<String> lineage() {
    return ids;
  }

  /** The access key id of the credential; not a secret. */
  public String accessKeyId() {
    return accessKeyId;
  }

  /** Its links, the first first. */
  public List<GrantLink> links() {
    return links;
  }

  byte[] nonce() {
    return nonce.clone();
  }

  List<byte[]> encodedLinks() {
    return encoded;
  }

  /** From when on it allows nothing, if there is such a time. */
  public Optional<Instant> notAfter() {
    return links.stream().flatMap(link -> link.notAfter().stream()).min(Instant::compareTo);
  }

  /** For how long an object may be there that is written under it, if that is limited. */
  public Optional<Duration> maxLifetime() {
    return links.stream().flatMap(link -> link.maxLifetime().stream()).min(Duration::compareTo);
  }

  /** Why it denies an action on an object, if it does. */
  public Optional<String> objection(GrantAction action, String bucket, String key, Instant now) {
    return objection(action, now, scope -> scope.coversKey(bucket, key));
  }

  /** Why it denies an action on a whole bucket, if it does. */
  public Optional<String> objection(GrantAction action, String bucket, Instant now) {
    return objection(action, now, scope -> scope.coversBucket(bucket));
  }

  /**
   * Why nothing under a prefix can be listed, if that is so. Where it is not, an answer may show
   * only the keys that may be listed by themselves, and only common prefixes that pass here.
   */
  public Optional<String> listObjection(String bucket, String prefix, Instant now) {
    return objection(GrantAction.LIST, now, scope -> scope.meetsPrefix(bucket, prefix));
  }

  /**
   * The longest prefix with which all keys begin that a listing without delimiter can show: what
   * lies beside it need not be read.
   */
  public String narrowed(String bucket, String prefix) {
    String narrowed = prefix;
    for (GrantLink link : links) {
      narrowed = GrantScope.common(link.scopes(), bucket, narrowed);
    }
    return narrowed;
  }

  private Optional<String> objection(
      GrantAction action, Instant now, Predicate<GrantScope> covered) {
    for (GrantLink link : links) {
      Optional<String> objection = link.objection(action, now);
      if (objection.isPresent()) {
        return objection;
      }
      if (!link.scopes().isEmpty() && link.scopes().stream().noneMatch(covered)) {
        return Optional.of("it is outside of the grant");
      }
    }
    return Optional.empty();
  }

  /** Who has the id before and a link knows the id after it; the other way round nobody does. */
  private static byte[] next(byte[] id, byte[] link) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(LABEL);
      digest.update(id);
      return Arrays.copyOf(digest.digest(link), ID);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is missing in this Java", e);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Grant grant && grant.token().equals(token());
  }

  @Override
  public int hashCode() {
    return accessKeyId.hashCode();
  }

  @Override
  public String toString() {
    return "Grant[" + id() + "]";
  }
}
