package com.cipherquay.keytool;

import com.cipherquay.fuzz.Attempt;
import com.cipherquay.fuzz.Claim;
import com.cipherquay.grant.GrantCredential;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The file of an access grant, as keytool reads it on standard input. */
public final class GrantFileTarget {

  private GrantFileTarget() {}

  public static void run(byte[] input) throws Exception {
    Optional<GrantCredential> credential =
        Attempt.of(IOException.class, () -> GrantDocument.read(new ByteArrayInputStream(input)));
    if (credential.isPresent()) {
      String text = GrantDocument.text(credential.get().grant());
      boolean visible = text.chars().allMatch(c -> c == '\n' || !Character.isISOControl(c));
      Claim.that(visible, "a control character for a terminal");
      byte[] again =
          Output.json(GrantDocument.ofCredential(credential.get(), false))
              .getBytes(StandardCharsets.UTF_8);
      Claim.same(credential.get(), GrantDocument.read(new ByteArrayInputStream(again)));
    }
  }
}
