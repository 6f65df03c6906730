package com.cipherquay.grant;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The bytes of a link: its conditions in the order of their types (FORMAT.md, "Access grants").
 * What is not known is refused: it may be a condition that a newer release enforces.
 */
final class LinkCodec {

  private static final int SCOPE = 0x01;
  private static final int ACTIONS = 0x02;
  private static final int NOT_BEFORE = 0x03;
  private static final int NOT_AFTER = 0x04;
  private static final int LABEL = 0x05;
  private static final int MAX_LIFETIME = 0x06;

  private final List<GrantScope> scopes = new ArrayList<>();
  private Optional<Set<GrantAction>> actions = Optional.empty();
  private Optional<Instant> notBefore = Optional.empty();
  private Optional<Instant> notAfter = Optional.empty();
  private Optional<String> label = Optional.empty();
  private Optional<Duration> maxLifetime = Optional.empty();

  private LinkCodec() {}

  static byte[] encode(GrantLink link) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (GrantScope scope : link.scopes()) {
      put(out, SCOPE, scopeBytes(scope));
    }
    link.actions().ifPresent(allowed -> put(out, ACTIONS, new byte[] {mask(allowed)}));
    link.notBefore().ifPresent(time -> put(out, NOT_BEFORE, number(time.getEpochSecond())));
    link.notAfter().ifPresent(time -> put(out, NOT_AFTER, number(time.getEpochSecond())));
    link.label().ifPresent(text -> put(out, LABEL, text.getBytes(UTF_8)));
    link.maxLifetime().ifPresent(most -> put(out, MAX_LIFETIME, number(most.toSeconds())));
    return out.toByteArray();
  }

  private static void put(ByteArrayOutputStream out, int type, byte[] value) {
    out.writeBytes(
        ByteBuffer.allocate(3 + value.length)
            .put((byte) type)
            .putShort((short) value.length)
            .put(value)
            .array());
  }

  private static byte[] scopeBytes(GrantScope scope) {
    byte[] bucket = scope.bucket().getBytes(US_ASCII);
    byte[] path = scope.path().getBytes(UTF_8);
    return ByteBuffer.allocate(2 + bucket.length + path.length)
        .put(scope.kind().code())
        .put((byte) bucket.length)
        .put(bucket)
        .put(path)
        .array();
  }

  private static byte mask(Set<GrantAction> actions) {
    return (byte) actions.stream().mapToInt(GrantAction::bit).reduce(0, (a, b) -> a | b);
  }

  private static byte[] number(long number) {
    return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
  }

  /**
   * Reads a link, all of the buffer.
   *
   * @throws GrantException if it is none, or has a condition that is not known here
   */
  static GrantLink decode(ByteBuffer in) throws GrantException {
    LinkCodec link = new LinkCodec();
    int before = SCOPE;
    while (in.hasRemaining()) {
      if (in.remaining() < 3) {
        throw malformed();
      }
      int type = in.get();
      int length = in.getShort() & 0xffff;
      boolean inOrder = type > before || (type == SCOPE && before == SCOPE);
      if (length > in.remaining() || !inOrder) {
        throw malformed();
      }
      link.read(type, in.slice(in.position(), length));
      in.position(in.position() + length);
      before = type;
    }
    try {
      return new GrantLink(
          link.scopes, link.actions, link.notBefore, link.notAfter, link.label, link.maxLifetime);
    } catch (IllegalArgumentException e) {
      throw new GrantException("not a grant: " + e.getMessage(), e);
    }
  }

  private void read(int type, ByteBuffer value) throws GrantException {
    switch (type) {
      case SCOPE -> scopes.add(scope(value));
      case ACTIONS -> actions = Optional.of(actions(value));
      case NOT_BEFORE -> notBefore = Optional.of(instant(value));
      case NOT_AFTER -> notAfter = Optional.of(instant(value));
      case LABEL -> label = Optional.of(label(value));
      case MAX_LIFETIME -> maxLifetime = Optional.of(lifetime(value));
      default ->
          throw new GrantException("a grant with a condition that this release does not know");
    }
  }

  private static GrantScope scope(ByteBuffer value) throws GrantException {
    if (value.remaining() < 2) {
      throw malformed();
    }
    byte code = value.get();
    int length = value.get() & 0xff;
    if (length > value.remaining()) {
      throw malformed();
    }
    String bucket = text(value.slice(value.position(), length));
    value.position(value.position() + length);
    String path = text(value);
    for (GrantScope.Kind kind : GrantScope.Kind.values()) {
      if (kind.code() == code) {
        try {
          return new GrantScope(kind, bucket, path);
        } catch (IllegalArgumentException e) {
          throw new GrantException("not a grant: " + e.getMessage(), e);
        }
      }
    }
    throw new GrantException("a grant of a scope that this release does not know");
  }

  private static Set<GrantAction> actions(ByteBuffer value) throws GrantException {
    if (value.remaining() != 1) {
      throw malformed();
    }
    byte mask = value.get();
    Set<GrantAction> allowed = EnumSet.noneOf(GrantAction.class);
    for (GrantAction action : GrantAction.values()) {
      if ((mask & action.bit()) != 0) {
        allowed.add(action);
      }
    }
    if (mask(allowed) != mask) {
      throw new GrantException("a grant of an action that this release does not know");
    }
    return allowed;
  }

  private static Instant instant(ByteBuffer value) throws GrantException {
    return Instant.ofEpochSecond(number(value, 0, GrantLink.MAX_SECOND));
  }

  private static Duration lifetime(ByteBuffer value) throws GrantException {
    return Duration.ofSeconds(number(value, 1, GrantLink.MAX_LIFETIME_SECONDS));
  }

  private static long number(ByteBuffer value, long least, long most) throws GrantException {
    long number = value.remaining() == Long.BYTES ? value.getLong() : -1;
    if (number < least || number > most) {
      throw malformed();
    }
    return number;
  }

  private static String label(ByteBuffer value) throws GrantException {
    if (!value.hasRemaining() || value.remaining() > GrantLink.MAX_LABEL) {
      throw malformed();
    }
    return text(value);
  }

  private static String text(ByteBuffer value) throws GrantException {
    try {
      return UTF_8.newDecoder().decode(value).toString();
    } catch (CharacterCodingException e) {
      throw new GrantException("not a grant: a text that is not UTF-8", e);
    }
  }

  static GrantException malformed() {
    return new GrantException("not a grant");
  }
}
