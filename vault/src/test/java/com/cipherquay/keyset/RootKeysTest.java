package com.cipherquay.keyset;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.crypto.tink.subtle.AesGcmJce;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Keysets that were sealed with the right key, and are none of this format. */
final class RootKeysTest {

  /** A key of the right type that is none: Tink notices only when it is asked for it. */
  private static final String NO_KEY =
      "080112710a690a31747970652e676f6f676c65617069732e636f6d2f676f6f676c652e63"
          + "727970746f2e74696e6b2e486b64665072664b65791232120e0803120a63697068650a31"
          + "747970652e676f6f676c65617069732e636f6d2f676f6f676c2020202020202020202020"
          + "201801100118012003";

  @Test
  void aKeyThatIsNoneIsRefused() throws GeneralSecurityException {
    AesGcmJce cipher = new AesGcmJce(new byte[32]);
    byte[] context = "context".getBytes(US_ASCII);
    byte[] sealed = cipher.encrypt(HexFormat.of().parseHex(NO_KEY), context);
    String json = "{\"encryptedKeyset\":\"" + Base64.getEncoder().encodeToString(sealed) + "\"}";
    assertThrows(GeneralSecurityException.class, () -> RootKeys.decrypt(json, cipher, context));
  }
}
