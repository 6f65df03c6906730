package com.cipherquay.keytool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import picocli.CommandLine;

/** What every command says of itself, whichever commands there are. */
final class HelpTest {

  /** The commands that do something, by what is typed for them. */
  private static Map<String, CommandLine> commands() {
    Map<String, CommandLine> found = new TreeMap<>();
    collect("", Keytool.commandLine(), found);
    // Picocli's own.
    found.remove(" generate-completion");
    return found;
  }

  private static void collect(String typed, CommandLine command, Map<String, CommandLine> found) {
    if (command.getSubcommands().isEmpty()) {
      found.put(typed, command);
    }
    command
        .getSubcommands()
        .forEach((name, subcommand) -> collect(typed + " " + name, subcommand, found));
  }

  @TestFactory
  Stream<DynamicTest> helpHasAnExampleTheExitStatusAndJson() {
    return commands().entrySet().stream()
        .map(
            command ->
                DynamicTest.dynamicTest(
                    command.getKey(), () -> check(command.getKey(), command.getValue())));
  }

  private static void check(String typed, CommandLine command) {
    String help = command.getUsageMessage(CommandLine.Help.Ansi.OFF);
    assertTrue(help.contains("--json"), help);
    assertTrue(help.contains("Exit status:") && help.contains("  2 "), help);
    assertTrue(help.contains("Example"), help);
    String example = help.substring(help.indexOf("Example"));
    String last = typed.substring(typed.lastIndexOf(' ') + 1);
    assertTrue(example.contains("cipherquay-keytool ") && example.contains(last), example);
  }

  @Test
  void aShellCanCompleteThem() {
    StringWriter out = new StringWriter();
    int status = Keytool.commandLine().setOut(new PrintWriter(out)).execute("generate-completion");
    assertEquals(0, status);
    for (String typed : commands().keySet()) {
      String last = typed.substring(typed.lastIndexOf(' ') + 1);
      assertTrue(out.toString().contains(last), typed);
    }
  }
}
