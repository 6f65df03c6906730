package com.cipherquay.vault;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.cipherquay.fuzz.Attempt;
import com.cipherquay.fuzz.Claim;
import com.cipherquay.fuzz.Input;
import com.cipherquay.fuzz.ScratchFile;
import com.cipherquay.keyset.FixedKeyset;
import com.cipherquay.keyset.Keyset;
import java.nio.file.Path;
import java.util.Optional;

/** An inventory. 0: the whole file. 1: its lines without the last, which is sealed here. */
public final class InventoryTarget {

  private static final Keyset KEYSET = FixedKeyset.create();

  private InventoryTarget() {}

  public static void run(byte[] input) throws Exception {
    Input in = new Input(input);
    boolean sealing = in.choice(2) == 1;
    byte[] content = in.rest();
    Path file = ScratchFile.with(sealing ? sealed(content) : content);
    Optional<InventoryReader> opened =
        Attempt.of(VaultException.class, () -> InventoryReader.open(file, KEYSET));
    if (opened.isPresent()) {
      try (InventoryReader reader = opened.get()) {
        read(reader);
      }
    }
  }

  private static void read(InventoryReader reader) throws Exception {
    String last = "";
    for (Optional<InventoryEntry> entry = reader.next(); entry.isPresent(); entry = reader.next()) {
      String name = entry.get().storedName();
      Claim.that(name.compareTo(last) > 0, "not in order");
      Claim.that(name.startsWith(reader.head().prefix()), "outside of its prefix");
      Claim.same(entry, InventoryLines.entry(InventoryLines.line(entry.get())));
      last = name;
    }
  }

  private static byte[] sealed(byte[] lines) {
    InventoryLines digest = new InventoryLines();
    String text = new String(lines, US_ASCII);
    for (String line : text.split("\n", 0)) {
      byte[] unused = digest.take(line);
    }
    String seal = digest.seal(KEYSET);
    return (text + (text.endsWith("\n") ? "" : "\n") + seal + "\n").getBytes(US_ASCII);
  }
}
