package com.cipherquay.keytool;

import com.cipherquay.keyset.Keyset;
import com.cipherquay.store.BucketStore;
import com.cipherquay.vault.InventoryHead;
import com.cipherquay.vault.InventoryReader;
import com.cipherquay.vault.Upkeep;
import com.cipherquay.vault.VaultException;
import com.cipherquay.vault.Vaults;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code inventory verify}: whether what was there still is. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = {
      "Compares a bucket with an inventory of it. Wrong is an object that is missing: deleted since, or",
      "left out by the store; one that is older than it was: the time in its metadata, by the clock of",
      "who wrote it, is before that of the write in the inventory, so the store has brought it back, or",
      "an upload was begun before that write and completed after it; and one that does not open. Objects",
      "that are new or were written again are named, and wrong with --strict only."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:nothing is wrong",
      "1:something is, or no vault or store, or the file is not an inventory of this vault",
      "2:wrong usage"
    },
    footerHeading = "%nExample:%n",
    footer = {
      "  $ cipherquay-keytool inventory verify --data data photos.inventory",
      "  missing  s3://photos/a/b.jpg  stored as Ute3x/Vk4S",
      "  rolled-back  s3://photos/c.jpg  stored as 9pdUq: written 2026-01-02T03:04:05Z, and before",
      "      that was 2026-03-04T05:06:07Z",
      "  10000 objects, 9998 same"
    })
final class InventoryVerifyCommand implements Callable<Integer> {

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Mixin private final VaultOption vault = new VaultOption();
  @Mixin private final StoreOption store = new StoreOption();
  @Mixin private final Output output = new Output();

  @Option(
      names = "--strict",
      description = "Objects that are new or were written again are wrong too.")
  private boolean strict;

  @Parameters(paramLabel = "FILE", description = "What inventory create has written.")
  private Path file = Path.of("");

  @Option(
      names = "--resume",
      paramLabel = "FILE",
      description =
          "Where it notes how far it is, and goes on after it was broken off; default: a file in the"
              + " folder of the vault. It is removed at the end.")
  private Optional<Path> resume = Optional.empty();

  private ResumeFile resumeFile(InventoryHead head) {
    String run =
        String.join(
            " ",
            strict ? "inventory-verify-strict" : "inventory-verify",
            "s3://" + head.bucket() + "/" + head.prefix(),
            head.time().toString(),
            "vault " + head.vaultId());
    return new ResumeFile(resume.orElse(vault.folder().resolve(PassOptions.fileName(run))), run);
  }

  @Override
  public Integer call() throws IOException {
    Keyset keyset = vault.unlock();
    try (InventoryReader inventory = InventoryReader.open(file, keyset);
        BucketStore opened = store.open(vault.folder())) {
      Vaults vaults = Vaults.of(keyset, opened);
      String bucket = inventory.head().bucket();
      vaults.head(bucket);
      Upkeep upkeep = vaults.upkeep(bucket);
      PassReport report =
          new InventoryComparison(bucket, upkeep, inventory, strict, resumeFile(inventory.head()))
              .run(Progress.on(spec.commandLine().getErr()));
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("bucket", bucket);
      fields.put("time", inventory.head().time().toString());
      fields.putAll(report.fields());
      output.print(spec.commandLine().getOut(), report.text(), fields);
      return report.isClean() ? 0 : 1;
    } catch (NoSuchFileException e) {
      throw new IOException("there is no file " + file, e);
    } catch (VaultException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }
}
