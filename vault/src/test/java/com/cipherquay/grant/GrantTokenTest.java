package com.cipherquay.grant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cipherquay.keyset.Keyset;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens that somebody changed. */
final class GrantTokenTest {

  private static final Keyset VAULT = GrantTest.vault(0x40);

  @Test
  void everyChangedCharacterIsRefusedOrHasAnotherSecret() throws GrantException {
    GrantCredential credential = GrantTest.reader(VAULT).restrict(GrantTest.until(Instant.EPOCH));
    byte[] token = Base64.getUrlDecoder().decode(credential.grant().token());
    int refused = 0;
    for (int bit = 0; bit < 8 * token.length; bit++) {
      byte[] changed = token.clone();
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      try {
        Grant grant = Grant.parse(encode(changed));
        assertFalse(new GrantCredential(grant, credential.secretAccessKey()).isOf(VAULT));
        assertNotEquals(credential.grant().accessKeyId(), grant.accessKeyId());
      } catch (GrantException e) {
        refused++;
      }
    }
    assertTrue(refused > 0);
    for (int length = 0; length < token.length; length++) {
      String cut = encode(Arrays.copyOf(token, length));
      assertFalse(isGenuine(cut, credential), cut);
    }
  }

  private boolean isGenuine(String token, GrantCredential credential) {
    try {
      return new GrantCredential(Grant.parse(token), credential.secretAccessKey()).isOf(VAULT);
    } catch (GrantException e) {
      return false;
    }
  }

  private static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  @ParameterizedTest
  @ValueSource(ints = {0x00, 0x06, 0x7f, 0x80, 0xff})
  void anUnknownConditionDeniesTheWhole(int type) throws GrantException {
    byte[] link = LinkCodec.encode(GrantTest.reader(VAULT).grant().links().get(0));
    byte[] more =
        ByteBuffer.allocate(link.length + 3).put(link).put((byte) type).putShort((short) 0).array();
    assertThrows(GrantException.class, () -> LinkCodec.decode(ByteBuffer.wrap(more)));
    assertEquals(
        GrantTest.reader(VAULT).grant().links().get(0), LinkCodec.decode(ByteBuffer.wrap(link)));
  }

  @Test
  void anUnknownActionDeniesTheWhole() {
    byte[] link = {0x02, 0x00, 0x01, 0x20};
    assertThrows(GrantException.class, () -> LinkCodec.decode(ByteBuffer.wrap(link)));
  }

  @Test
  void conditionsStandInOrderAndOnce() {
    byte[] twice = {0x02, 0x00, 0x01, 0x01, 0x02, 0x00, 0x01, 0x02};
    assertThrows(GrantException.class, () -> LinkCodec.decode(ByteBuffer.wrap(twice)));
    byte[] disordered =
        ByteBuffer.allocate(15)
            .put((byte) 4)
            .putShort((short) 8)
            .putLong(1)
            .put((byte) 2)
            .putShort((short) 1)
            .put((byte) 1)
            .array();
    assertThrows(GrantException.class, () -> LinkCodec.decode(ByteBuffer.wrap(disordered)));
  }
}
