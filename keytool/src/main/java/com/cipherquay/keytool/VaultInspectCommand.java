package com.cipherquay.keytool;

import com.cipherquay.keyset.OpenedVault;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code vault inspect}: what is known of a vault. */
@Command(
    name = "inspect",
    mixinStandardHelpOptions = true,
    description = {
      "Prints what a vault is: its id, owner, epochs, and how it is unlocked. No key is printed",
      "unless --show-secrets is given."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:done", "1:no vault, or it can not be unlocked", "2:wrong usage"},
    footerHeading = "%nExample:%n",
    footer = {
      "  $ cipherquay-keytool vault inspect --data data",
      "  vault    0788f3a8ca703a2bca41bf4f4d63196d",
      "  created  2026-11-20T14:31:22.017Z",
      "  owner    CQDI4F5WWQXC5O3F6HMT",
      "  epochs   1, 2; writes under 2",
      "  unlock   keyfile"
    })
final class VaultInspectCommand implements Callable<Integer> {

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Mixin private final VaultOption vault = new VaultOption();
  @Mixin private final Output output = new Output();

  @Option(
      names = "--show-secrets",
      description = {
        "Also print the secret of the owner and the root keys. Whoever sees them opens everything",
        "that this vault ever wrote or will write."
      })
  private boolean secrets;

  @Override
  public Integer call() throws IOException {
    OpenedVault opened = vault.open();
    Map<String, Object> fields = VaultWords.fields(opened);
    StringBuilder text = new StringBuilder(VaultWords.text(opened));
    if (secrets) {
      PrintWriter err = spec.commandLine().getErr();
      err.println("cipherquay-keytool: what follows opens everything; leave no copy of it behind");
      err.flush();
      fields.put("ownerSecret", opened.owner().secretAccessKey());
      fields.put("roots", opened.exposedRoots());
      text.append(String.format("%nowner's secret  %s", opened.owner().secretAccessKey()));
      opened
          .exposedRoots()
          .forEach((name, root) -> text.append(String.format("%nroot of %s  %s", name, root)));
    }
    output.print(spec.commandLine().getOut(), text.toString(), fields);
    return 0;
  }
}
