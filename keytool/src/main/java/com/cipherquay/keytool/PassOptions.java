package com.cipherquay.keytool;

import com.cipherquay.keyset.Keyset;
import com.cipherquay.store.BucketStore;
import com.cipherquay.vault.Vaults;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What the commands that go through buckets have in common. */
final class PassOptions {

  @Mixin private final VaultOption vault = new VaultOption();
  @Mixin private final StoreOption store = new StoreOption();

  @Parameters(
      arity = "0..1",
      paramLabel = "s3://BUCKET[/PREFIX/]",
      converter = BucketTarget.Converter.class,
      description = "A bucket, or a directory in it; all buckets if there is none.")
  private BucketTarget target = BucketTarget.ALL;

  @Option(
      names = "--resume",
      paramLabel = "FILE",
      description =
          "Where it notes how far it is, and goes on after it was broken off; default: a file in the folder of the vault. It is removed at the end.")
  private Optional<Path> resume = Optional.empty();

  BucketTarget target() {
    return target;
  }

  /**
   * Goes through all that was asked for.
   *
   * @param command what is done, with all that makes another run of it
   * @param err for the progress
   */
  PassReport run(String command, Pass pass, PrintWriter err) throws IOException {
    Keyset keyset = vault.unlock();
    String run =
        String.join(
            " ",
            command,
            target.toString(),
            "epoch " + Integer.toUnsignedString(keyset.currentEpoch()),
            "vault " + HexFormat.of().formatHex(keyset.vaultId()));
    Path file = resume.orElse(vault.folder().resolve(fileName(run)));
    try (BucketStore opened = store.open(vault.folder());
        PassRun going =
            new PassRun(
                Vaults.of(keyset, opened), pass, new ResumeFile(file, run), Progress.on(err))) {
      PassReport report = going.run(target);
      pass.store(opened, report);
      return report;
    }
  }

  /** One for every run, so that none is taken for another. */
  static String fileName(String run) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(run.getBytes(StandardCharsets.UTF_8));
      String command = run.substring(0, run.indexOf(' '));
      return command + "-" + HexFormat.of().formatHex(digest, 0, 8) + ".resume";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
