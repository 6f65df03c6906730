package com.cipherquay.keytool;

import com.cipherquay.grant.GrantScope;
import com.cipherquay.grant.ImportedGrants;
import com.cipherquay.grant.KeyGrant;
import com.cipherquay.grant.KeyGrantFile;
import com.cipherquay.grant.PublicId;
import com.cipherquay.keyset.Keyset;
import com.cipherquay.vault.KeyImports;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code grant import}: takes the keys of another vault in. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description = {
      "Takes in a key grant of another vault over the same store. The proxies of this vault then",
      "have what it covers at its place, under the same bucket name, within seconds",
      "(auth.revocation-refresh); objects of their own at that place, or in directories on the way",
      "to it, are hidden until the key grant is removed, and none are written on the way."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:done", "1:no vault, or no key grant of that signer", "2:wrong usage"},
    footerHeading = "%nExample:%n",
    footer = {
      "  $ cipherquay-keytool grant import --data data jo.cqkg --scope s3://photos/docs/ \\",
      "      --from signer-2Ff2OeH2Yt8HvXn8d1b0c4xq0mVdYh3mC0oXo1sS0bE"
    })
final class GrantImportCommand implements Callable<Integer> {

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Mixin private final VaultOption vault = new VaultOption();
  @Mixin private final Output output = new Output();
  @Mixin private final KeyGrantOpening opening = new KeyGrantOpening();

  @Parameters(arity = "0..1", paramLabel = "FILE", description = "The key grant.")
  private Optional<Path> file = Optional.empty();

  @Option(
      names = "--from",
      paramLabel = "SIGNER",
      description = "Whose it must be: what grant recipient or grant export prints there.")
  private Optional<String> from = Optional.empty();

  @Option(
      names = "--scope",
      paramLabel = "s3://B/P/",
      description =
          "Where it may be for, as grant inspect prints it; several. What the key grant names beside"
              + " that is refused: at its place your proxies write for whoever made it.")
  private List<String> scopes = new ArrayList<>();

  @Option(names = "--list", description = "Print what was taken in.")
  private boolean list;

  @Option(names = "--remove", paramLabel = "ID", description = "Drop a key grant and its keys.")
  private Optional<String> remove = Optional.empty();

  @Override
  public Integer call() throws IOException {
    int asked = (file.isPresent() ? 1 : 0) + (list ? 1 : 0) + (remove.isPresent() ? 1 : 0);
    if (asked != 1) {
      throw new ParameterException(spec.commandLine(), "one of FILE, --list and --remove");
    }
    if (list) {
      return printAll();
    }
    return remove.isPresent() ? drop(remove.get()) : take(file.orElseThrow());
  }

  private int take(Path path) throws IOException {
    if (from.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(),
          "--from is missing: whose key grant is it? Ask them for their signer");
    }
    if (scopes.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "--scope is missing: where may it be for? See grant inspect");
    }
    PublicId expected = PublicId.parse(PublicId.Kind.SIGNER, from.get());
    KeyGrantFile parsed = KeyGrantDocument.read(path);
    if (!parsed.signer().equals(expected)) {
      throw new IOException("the key grant is signed by " + parsed.signer());
    }
    Keyset keyset = vault.unlock();
    if (expected.equals(PublicId.signerOf(keyset))) {
      throw new IOException("the key grant is this vault's own");
    }
    KeyGrant grant = opening.open(parsed, keyset);
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    if (grant.terms().notAfter().filter(end -> !now.isBefore(end)).isPresent()) {
      throw new IOException("the key grant expired at " + grant.terms().notAfter().get());
    }
    requireExpected(grant);
    ImportedGrants.add(
        vault.folder(),
        keyset,
        new ImportedGrants.Entry(now, expected, grant),
        all -> requireHarmony(keyset, all));
    Map<String, Object> fields = new LinkedHashMap<>(KeyGrantDocument.ofFile(parsed));
    fields.putAll(KeyGrantDocument.ofGrant(grant));
    output.print(spec.commandLine().getOut(), KeyGrantDocument.text(grant), fields);
    return 0;
  }

  private void requireExpected(KeyGrant grant) throws IOException {
    for (GrantScope scope : grant.terms().scopes()) {
      if (!scopes.contains(scope.toString())) {
        throw new IOException(
            "the key grant is for "
                + Output.visible(scope.toString())
                + " too, which no --scope names");
      }
    }
  }

  private static void requireHarmony(Keyset keyset, ImportedGrants all) throws IOException {
    try {
      KeyImports unused = KeyImports.of(all.keys());
      KeyImports.requireForeign(keyset, all.keys());
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private int drop(String id) throws IOException {
    ImportedGrants.remove(vault.folder(), vault.unlock(), id);
    output.print(spec.commandLine().getOut(), "removed " + id, Map.of("removed", id));
    return 0;
  }

  private int printAll() throws IOException {
    StringBuilder text = new StringBuilder();
    List<Map<String, Object>> listed = new ArrayList<>();
    for (ImportedGrants.Entry entry :
        ImportedGrants.read(vault.folder(), vault.unlock()).entries()) {
      text.append(
          String.format(
              "%s  %s  from %s%s%n",
              entry.grant().id(),
              entry.at(),
              entry.signer(),
              GrantDocument.line(entry.grant().terms())));
      Map<String, Object> fields = new LinkedHashMap<>(KeyGrantDocument.ofGrant(entry.grant()));
      fields.put("imported", entry.at().toString());
      fields.put("signer", entry.signer().toString());
      listed.add(fields);
    }
    output.print(
        spec.commandLine().getOut(),
        listed.isEmpty() ? "no key grants" : text.toString().stripTrailing(),
        Map.of("keyGrants", listed));
    return 0;
  }
}
