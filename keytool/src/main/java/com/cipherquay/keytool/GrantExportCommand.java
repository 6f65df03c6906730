package com.cipherquay.keytool;

import com.cipherquay.grant.ExportedGrants;
import com.cipherquay.grant.GrantLink;
import com.cipherquay.grant.KeyGrant;
import com.cipherquay.grant.KeyGrantFile;
import com.cipherquay.grant.PublicId;
import com.cipherquay.keyset.Keyset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code grant export}: a key grant for another vault. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description = {
      "Gives keys of a part of the store to another vault, in a file that only it can open. They",
      "can not be taken back. The vault notes what it gave away: from then on its proxies encrypt",
      "copies into and out of that part anew. Of what was copied before, reencrypt makes sure."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:done", "1:no vault, or no such key grant", "2:wrong usage"},
    footerHeading = "%nExample: one folder for the vault of a colleague%n",
    footer = {
      "  $ cipherquay-keytool grant export --data data --bucket photos --prefix 2024/ \\",
      "      --allow read,list --expires +1w --out jo.cqkg \\",
      "      --to recipient-wWqRvQ0QbR4eLXw0m6nkvQ6CwU3Zx3bKpTcx1aJ8wHo"
    })
final class GrantExportCommand implements Callable<Integer> {

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Mixin private final VaultOption vault = new VaultOption();
  @Mixin private final Output output = new Output();
  @Mixin private final GrantConditions conditions = new GrantConditions();

  @ArgGroup(exclusive = false, multiplicity = "0..*")
  private List<GrantScopeOptions> scopes = new ArrayList<>();

  @Option(
      names = "--expires",
      paramLabel = "TIME",
      converter = GrantTime.Converter.class,
      description = "When it ends: +2h, +3d, an RFC 3339 time, or none.")
  private Optional<GrantTime> expires = Optional.empty();

  @Option(
      names = "--epochs",
      paramLabel = "all|newest|N,...",
      converter = Epochs.Converter.class,
      description = "Of which epochs of the content; default: all there are.")
  private Epochs epochs = Epochs.ALL;

  @Option(
      names = "--to",
      paramLabel = "RECIPIENT",
      description = "The vault that can open it: what grant recipient prints there.")
  private Optional<String> recipient = Optional.empty();

  @Option(
      names = "--grant-passphrase-file",
      paramLabel = "F",
      description = "Or seal it to the passphrase in this file, - for standard input.")
  private Optional<Path> passphrase = Optional.empty();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where to put the key grant; must not exist.")
  private Optional<Path> out = Optional.empty();

  @Option(names = "--list", description = "Print what was given away, and give nothing.")
  private boolean list;

  @Override
  public Integer call() throws IOException {
    if (list) {
      return printAll();
    }
    requireOptions();
    Keyset keyset = vault.unlock();
    GrantLink terms = terms();
    Set<Integer> chosen = epochs.of(keyset);
    KeyGrant grant = KeyGrant.issue(keyset, terms, chosen, scope -> StoredScopes.of(keyset, scope));
    byte[] file = seal(grant, keyset);
    Path target = out.orElseThrow();
    if (Files.exists(target)) {
      throw new IOException(target + " exists already");
    }
    // First, so that no key is out of which the proxies do not know.
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    String to = recipient.orElse("passphrase");
    ExportedGrants.add(
        vault.folder(), keyset, new ExportedGrants.Entry(now, grant.id(), to, terms));
    write(target, file);
    print(grant, PublicId.signerOf(keyset), to);
    return 0;
  }

  private void requireOptions() {
    require(!scopes.isEmpty(), "--bucket is missing: of what?");
    require(conditions.hasActions(), "--allow is missing: what may be done?");
    require(expires.isPresent(), "--expires is missing: until when?");
    require(out.isPresent(), "--out is missing: into which file?");
    require(
        recipient.isPresent() != passphrase.isPresent(),
        "for whom? one of --to and --grant-passphrase-file");
  }

  private void require(boolean condition, String message) {
    if (!condition) {
      throw new ParameterException(spec.commandLine(), message);
    }
  }

  private GrantLink terms() {
    try {
      return conditions.link(
          scopes.stream().map(GrantScopeOptions::scope).toList(), expires.orElse(GrantTime.NONE));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private byte[] seal(KeyGrant grant, Keyset keyset) throws IOException {
    return recipient.isPresent()
        ? KeyGrantFile.seal(grant, keyset, PublicId.parse(PublicId.Kind.RECIPIENT, recipient.get()))
        : KeyGrantFile.seal(grant, keyset, PassphraseFile.readNew(passphrase.orElseThrow()));
  }

  private static void write(Path target, byte[] file) throws IOException {
    Path folder = target.toAbsolutePath().getParent();
    Path partial = Files.createTempFile(folder, ".cipherquay", ".partial");
    try {
      Files.write(partial, file, StandardOpenOption.WRITE);
      if (Files.getFileStore(partial).supportsFileAttributeView("posix")) {
        Files.setPosixFilePermissions(partial, PosixFilePermissions.fromString("rw-------"));
      }
      Files.move(partial, target);
    } finally {
      Files.deleteIfExists(partial);
    }
  }

  private void print(KeyGrant grant, PublicId signer, String to) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("signer", signer.toString());
    fields.put("sealedTo", to);
    fields.putAll(KeyGrantDocument.ofGrant(grant));
    fields.put("file", out.orElseThrow().toString());
    StringBuilder text = new StringBuilder(KeyGrantDocument.text(grant));
    text.append(String.format("%nmade by     %s", signer));
    text.append(String.format("%nsealed to   %s", to));
    text.append(String.format("%nwritten to  %s%n", out.orElseThrow()));
    text.append(
        String.format(
            "%nObjects that were ever copied into it or out of it share a data key with what is"
                + " on the%nother side. Before the file leaves you, end that in all buckets:%n"
                + "  cipherquay-keytool reencrypt --data %s --copies%n"
                + "What a bucket keeps of older versions is not ended by it: delete those.%n",
            vault.folder()));
    output.print(spec.commandLine().getOut(), text.toString().stripTrailing(), fields);
  }

  private int printAll() throws IOException {
    List<ExportedGrants.Entry> all = ExportedGrants.read(vault.folder(), vault.unlock()).entries();
    StringBuilder text = new StringBuilder();
    List<Map<String, Object>> listed = new ArrayList<>();
    for (ExportedGrants.Entry entry : all) {
      text.append(
          String.format(
              "%s  %s  to %s%s%n",
              entry.id(), entry.at(), entry.to(), GrantDocument.line(entry.terms())));
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("keyGrantId", entry.id());
      fields.put("exported", entry.at().toString());
      fields.put("sealedTo", entry.to());
      fields.putAll(GrantDocument.ofLink(entry.terms()));
      listed.add(fields);
    }
    output.print(
        spec.commandLine().getOut(),
        all.isEmpty() ? "no key grants" : text.toString().stripTrailing(),
        Map.of("keyGrants", listed));
    return 0;
  }
}
