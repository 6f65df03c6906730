package com.cipherquay.keytool;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.cipherquay.keyset.VaultDirectory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;

/** A vault, and the commands about grants as they are typed. */
class GrantShell {

  final Path data;
  final StringWriter out = new StringWriter();
  final StringWriter err = new StringWriter();

  GrantShell(Path data) {
    this.data = data;
  }

  @BeforeEach
  void createVault() throws IOException {
    VaultDirectory.open(data);
  }

  /** Runs a command with a grant on standard input; its exit status. */
  final int run(String in, String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    List<String> all = new ArrayList<>(List.of("grant"));
    all.addAll(List.of(arguments));
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(in.getBytes(UTF_8)));
    try {
      return Keytool.commandLine()
          .setOut(new PrintWriter(out))
          .setErr(new PrintWriter(err))
          .execute(all.toArray(String[]::new));
    } finally {
      System.setIn(before);
    }
  }

  final String succeed(String in, String... arguments) {
    int status = run(in, arguments);
    assertEquals(0, status, () -> out + " " + err);
    return out.toString().strip();
  }

  final String create(String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("create", "--data", data.toString(), "--json"));
    arguments.addAll(List.of(more));
    return succeed("", arguments.toArray(String[]::new));
  }

  final String reader() {
    return create("--bucket", "b", "--prefix", "a/", "--allow", "read,list", "--expires", "+1h");
  }

  final int ask(String grant, String question, String path) {
    return run(grant, "test", "--data", data.toString(), question, path);
  }
}
