package com.cipherquay.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.cipherquay.store.StoredMetadata;
import com.cipherquay.store.StoredName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * An object of a frozen vault that was put in parts or copied: a line of its {@code copies.txt},
 * with the fields of {@link FrozenObject} and then: what the file of its body is called, the bucket
 * and object key (in hex) under which it was first written, how many parts it has, its checksum.
 *
 * @param object what it is; its body may be that of another
 * @param body the file of its body
 * @param originBucket where it was first written
 * @param originKey as which it was first written
 * @param parts how many parts it has; 0 if it was put in one piece
 * @param checksum its CRC-32, as clients see it
 */
record FrozenCopy(
    FrozenObject object,
    String body,
    String originBucket,
    ObjectKey originKey,
    int parts,
    String checksum) {

  static final String INDEX = "copies.txt";

  private static final HexFormat HEX = HexFormat.of();

  static List<FrozenCopy> read(Path vault) throws IOException {
    List<FrozenCopy> copies = new ArrayList<>();
    for (String line : Files.readAllLines(vault.resolve(INDEX), UTF_8)) {
      if (!line.startsWith("#")) {
        String[] field = line.split("\t", -1);
        ObjectKey origin = new ObjectKey(new String(HEX.parseHex(field[9]), UTF_8));
        int parts = Integer.parseInt(field[10]);
        FrozenObject object = FrozenObject.parse(field);
        copies.add(new FrozenCopy(object, field[7], field[8], origin, parts, field[11]));
      }
    }
    return copies;
  }

  static void write(Path vault, List<FrozenCopy> copies) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add(
        "# as in objects.txt; then body, bucket and object key (hex) of the origin, parts, CRC-32");
    for (FrozenCopy copy : copies) {
      String origin = HEX.formatHex(copy.originKey().value().getBytes(UTF_8));
      String parts = Integer.toString(copy.parts());
      lines.add(
          String.join(
              "\t",
              copy.object().line(),
              copy.body(),
              copy.originBucket(),
              origin,
              parts,
              copy.checksum()));
    }
    Files.write(vault.resolve(INDEX), lines, UTF_8);
  }

  StoredName name() {
    return object.name();
  }

  StoredCopy stored(Path vault) throws IOException {
    byte[] ciphertext = Files.readAllBytes(vault.resolve(body + ".body"));
    byte[] metadata = Files.readAllBytes(vault.resolve(object.file() + ".meta"));
    return new StoredCopy(Octets.of(ciphertext), StoredMetadata.of(metadata));
  }
}
