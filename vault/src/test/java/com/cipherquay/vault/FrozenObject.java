package com.cipherquay.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.cipherquay.store.StoredMetadata;
import com.cipherquay.store.StoredName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * An object of a frozen vault: a line of its {@code objects.txt} (tab-separated: file, bucket,
 * object key in hex, stored name, length, SHA-256, Content-Type) and the files {@code FILE.body}
 * and {@code FILE.meta}.
 *
 * @param file what its files are called
 * @param bucket the bucket it is in
 * @param key its plaintext key
 * @param name the name under which it was stored
 * @param length its plaintext length
 * @param digest the SHA-256 of its plaintext in hex
 * @param contentType its Content-Type
 */
record FrozenObject(
    String file,
    String bucket,
    ObjectKey key,
    StoredName name,
    long length,
    String digest,
    String contentType) {

  /** Where the frozen vaults are, from the directory of any module. */
  static final Path DIRECTORY = Path.of("../tests/vaults");

  private static final String INDEX = "objects.txt";
  private static final HexFormat HEX = HexFormat.of();

  static List<FrozenObject> read(Path vault) throws IOException {
    List<FrozenObject> objects = new ArrayList<>();
    for (String line : Files.readAllLines(vault.resolve(INDEX), UTF_8)) {
      if (!line.startsWith("#")) {
        objects.add(parse(line.split("\t", -1)));
      }
    }
    return objects;
  }

  static FrozenObject parse(String[] field) {
    ObjectKey key = new ObjectKey(new String(HEX.parseHex(field[2]), UTF_8));
    StoredName name = new StoredName(field[3]);
    long length = Long.parseLong(field[4]);
    return new FrozenObject(field[0], field[1], key, name, length, field[5], field[6]);
  }

  static void write(Path vault, List<FrozenObject> objects) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("# file, bucket, object key (hex), stored name, length, SHA-256, Content-Type");
    objects.forEach(object -> lines.add(object.line()));
    Files.write(vault.resolve(INDEX), lines, UTF_8);
  }

  String line() {
    String hex = HEX.formatHex(key.value().getBytes(UTF_8));
    String number = Long.toString(length);
    return String.join("\t", file, bucket, hex, name.value(), number, digest, contentType);
  }

  static String digest(byte[] plaintext) {
    try {
      return HEX.formatHex(MessageDigest.getInstance("SHA-256").digest(plaintext));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What lay in the store. */
  StoredCopy stored(Path vault) throws IOException {
    byte[] body = Files.readAllBytes(body(vault));
    byte[] metadata = Files.readAllBytes(vault.resolve(file + ".meta"));
    return new StoredCopy(Octets.of(body), StoredMetadata.of(metadata));
  }

  Path body(Path vault) {
    return vault.resolve(file + ".body");
  }

  void save(Path vault, StoredCopy copy) throws IOException {
    Files.write(body(vault), copy.body().bytes());
    Files.write(vault.resolve(file + ".meta"), copy.metadata().bytes());
  }
}
