package com.cipherquay.keytool;

import com.cipherquay.grant.Grant;
import com.cipherquay.grant.GrantRegistry;
import com.cipherquay.grant.Revocations;
import com.cipherquay.keyset.Keyset;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code grant list}: the grants that were made, as a tree. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = {
      "Prints the grants that the vault knows: those that grant create made here and grant register",
      "noted, each below the one that it was narrowed from. What a holder narrowed elsewhere it",
      "does not know; what ended more than a month ago it forgets. No secret is shown: it has none."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:done", "1:no vault", "2:wrong usage"},
    footerHeading = "%nExample:%n",
    footer = {
      "  $ cipherquay-keytool grant list --data data",
      "  6b0f4c3e0b7d4c0f9a5b0d9f3a1c2e77  valid    read,list  s3://photos/2024/  for Jo",
      "    1d0c5e7a90b14c57a3bd6a5d1f0e8c21  revoked  read       s3://photos/2024/march/"
    })
final class GrantListCommand implements Callable<Integer> {

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Mixin private final VaultOption vault = new VaultOption();
  @Mixin private final Output output = new Output();

  /** A grant, and what is known of how it was narrowed. */
  private record Node(GrantRegistry.Entry entry, List<Node> narrowed) {}

  @Override
  public Integer call() throws IOException {
    Keyset keyset = vault.unlock();
    Revocations revoked = Revocations.read(vault.folder(), keyset);
    List<Node> roots = tree(GrantRegistry.read(vault.folder(), keyset).entries());
    StringBuilder text = new StringBuilder();
    roots.forEach(root -> print(text, "", root, revoked));
    output.print(
        spec.commandLine().getOut(),
        text.isEmpty() ? "no grants" : text.toString().stripTrailing(),
        Map.of("grants", roots.stream().map(root -> fields(root, revoked)).toList()));
    return 0;
  }

  /** Each below the nearest of those that it was narrowed from. */
  private static List<Node> tree(List<GrantRegistry.Entry> entries) {
    Map<String, Node> byId = new LinkedHashMap<>();
    entries.forEach(entry -> byId.put(entry.grant().id(), new Node(entry, new ArrayList<>())));
    List<Node> roots = new ArrayList<>();
    for (Node node : byId.values()) {
      List<String> lineage = node.entry().grant().lineage();
      List<Node> siblings = roots;
      for (String ancestor : lineage.subList(0, lineage.size() - 1)) {
        Node parent = byId.get(ancestor);
        siblings = parent == null ? siblings : parent.narrowed();
      }
      siblings.add(node);
    }
    return roots;
  }

  private static void print(StringBuilder text, String indent, Node node, Revocations revoked) {
    Grant grant = node.entry().grant();
    text.append(indent).append(grant.id()).append("  ");
    text.append(String.format("%-8s", status(grant, revoked)));
    text.append(node.entry().registered() ? "  registered" : "");
    text.append(GrantDocument.line(grant)).append(System.lineSeparator());
    node.narrowed().forEach(child -> print(text, indent + "  ", child, revoked));
  }

  private static Map<String, Object> fields(Node node, Revocations revoked) {
    Grant grant = node.entry().grant();
    Map<String, Object> fields = GrantDocument.ofGrant(grant);
    fields.put("made", node.entry().made().toString());
    fields.put("registered", node.entry().registered());
    fields.put("status", status(grant, revoked));
    fields.put("narrowed", node.narrowed().stream().map(it -> fields(it, revoked)).toList());
    return fields;
  }

  private static String status(Grant grant, Revocations revoked) {
    if (revoked.cover(grant)) {
      return "revoked";
    }
    Instant now = Instant.now();
    boolean ended = grant.notAfter().filter(end -> !now.isBefore(end)).isPresent();
    return ended ? "expired" : "valid";
  }
}
