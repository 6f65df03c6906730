package com.cipherquay.keytool;

import com.cipherquay.vault.ObjectKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * A folder with a file for each object key. Keys that no file can have get another name, in which a
 * percent sign stands before what is not as it was; none leads out of the folder. Used by one
 * thread.
 */
final class OutputTree {

  /**
   * The longest name of a file, in bytes, on the usual file systems; some are left for a suffix.
   */
  private static final int LONGEST = 250;

  private static final String MARK = "%";

  private final Path folder;

  OutputTree(Path folder) {
    this.folder = folder;
  }

  /**
   * Where an object key belongs. The folders on the way are made; an object beside a folder of its
   * name gets a percent sign at its end, whichever of the two comes second.
   */
  Path place(ObjectKey key) throws IOException {
    Path directory = folder;
    String rest = key.value();
    for (int slash = rest.indexOf('/'); slash >= 0; slash = rest.indexOf('/')) {
      Path wanted = resolve(directory, rest.substring(0, slash));
      directory = Files.exists(wanted) && !Files.isDirectory(wanted) ? marked(wanted) : wanted;
      Files.createDirectories(directory);
      rest = rest.substring(slash + 1);
    }
    Path file = resolve(directory, rest);
    return Files.isDirectory(file) ? marked(file) : file;
  }

  /** Whether a file has the name of its key. */
  boolean isFaithful(ObjectKey key, Path file) {
    String path = folder.relativize(file).toString().replace('\\', '/');
    return path.equals(key.value());
  }

  private static Path marked(Path path) {
    return path.resolveSibling(path.getFileName() + MARK);
  }

  private static Path resolve(Path directory, String component) {
    String name = name(component, false);
    try {
      return directory.resolve(name);
    } catch (InvalidPathException notInThisLocale) {
      return directory.resolve(name(component, true));
    }
  }

  private static String name(String component, boolean ascii) {
    if (component.isEmpty()) {
      return MARK;
    }
    boolean special = component.equals(".") || component.equals("..");
    StringBuilder name = new StringBuilder();
    component
        .codePoints()
        .forEach(
            c -> {
              boolean odd = c < ' ' || c == 0x7f || c == '%' || c == '\\' || (ascii && c > 0x7f);
              if (odd || special) {
                escape(name, c);
              } else {
                name.appendCodePoint(c);
              }
            });
    boolean fits = name.toString().getBytes(StandardCharsets.UTF_8).length <= LONGEST;
    return fits ? name.toString() : MARK + digest(component);
  }

  private static void escape(StringBuilder name, int codePoint) {
    ByteBuffer bytes = StandardCharsets.UTF_8.encode(Character.toString(codePoint));
    while (bytes.hasRemaining()) {
      name.append(String.format(Locale.ROOT, "%%%02X", bytes.get()));
    }
  }

  private static String digest(String component) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256")
                  .digest(component.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
