package com.cipherquay.keytool;

import com.cipherquay.keyset.Keyset;
import com.cipherquay.store.BucketStore;
import com.cipherquay.vault.FoundObject;
import com.cipherquay.vault.InventoryEntry;
import com.cipherquay.vault.InventoryHead;
import com.cipherquay.vault.InventoryWriter;
import com.cipherquay.vault.ObjectWalk;
import com.cipherquay.vault.Upkeep;
import com.cipherquay.vault.Vaults;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
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

/** {@code inventory create}: what is there now, sealed. */
@Command(
    name = "create",
    mixinStandardHelpOptions = true,
    description = {
      "Writes a file that says which objects are in a bucket, or in a directory of it: the stored name,",
      "the write, its time and the length of each, sealed by the vault. Keep it where the store can not",
      "reach it. It holds no plaintext name. One look at the store for each object; if it is broken off,",
      "the same command goes on."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:done",
      "1:no vault or store, the file is there already, broken off, or an object does not open",
      "2:wrong usage"
    },
    footerHeading = "%nExample:%n",
    footer = {
      "  $ cipherquay-keytool inventory create --data data --out photos.inventory s3://photos",
      "  photos.inventory: 10000 objects"
    })
final class InventoryCreateCommand implements Callable<Integer> {

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Mixin private final VaultOption vault = new VaultOption();
  @Mixin private final StoreOption store = new StoreOption();
  @Mixin private final Output output = new Output();

  @Parameters(
      paramLabel = "s3://BUCKET[/PREFIX/]",
      converter = BucketTarget.Converter.class,
      description = "A bucket, or a directory in it.")
  private BucketTarget target = BucketTarget.ALL;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description = "The file to write; must not exist.")
  private Path file = Path.of("");

  @Override
  public Integer call() throws IOException {
    String bucket =
        target
            .bucket()
            .orElseThrow(() -> new ParameterException(spec.commandLine(), "which bucket?"));
    Keyset keyset = vault.unlock();
    try (BucketStore opened = store.open(vault.folder())) {
      Vaults vaults = Vaults.of(keyset, opened);
      vaults.head(bucket);
      return create(keyset, vaults.upkeep(bucket));
    } catch (FileAlreadyExistsException e) {
      throw new IOException(file + " exists already", e);
    }
  }

  private int create(Keyset keyset, Upkeep upkeep) throws IOException {
    InventoryHead head = upkeep.inventoryHead(target.directory());
    try (InventoryWriter writer = InventoryWriter.open(file, head)) {
      write(upkeep, writer);
      writer.finish(keyset);
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("file", file.toString());
      fields.put("objects", writer.objects());
      fields.put("unopened", writer.unopened());
      String unopened =
          writer.unopened() == 0
              ? ""
              : ", of which " + writer.unopened() + " do not open: check says which";
      String text = file + ": " + writer.objects() + " objects" + unopened;
      output.print(spec.commandLine().getOut(), text, fields);
      return writer.unopened() == 0 ? 0 : 1;
    }
  }

  private void write(Upkeep upkeep, InventoryWriter writer) throws IOException {
    Progress progress = Progress.on(spec.commandLine().getErr());
    ObjectWalk walk = upkeep.walk(target.directory(), writer.last());
    try (Lanes lanes = new Lanes()) {
      for (List<FoundObject> page = walk.next(); !page.isEmpty(); page = walk.next()) {
        List<FoundObject> ours = page.stream().filter(found -> found.key().isPresent()).toList();
        for (Optional<InventoryEntry> entry : lanes.all(ours, upkeep::inventory)) {
          if (entry.isPresent()) {
            writer.add(entry.get());
          }
        }
        writer.flush();
        progress.show(writer.objects(), target.toString());
      }
    }
    progress.end();
  }
}
