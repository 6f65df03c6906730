package com.cipherquay.keytool;

import com.cipherquay.vault.ObjectKey;
import com.cipherquay.vault.ObjectRecovery;
import com.cipherquay.vault.VaultException;
import com.cipherquay.vault.VaultFault;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code object decrypt}: a file of ciphertext, offline. */
@Command(
    name = "decrypt",
    mixinStandardHelpOptions = true,
    description = {
      "Decrypts the body of an object that was downloaded past the proxy.",
      "Needs neither the store nor the object's metadata, only the vault and the object's origin:",
      "the bucket and key under which its body was first written, in one piece or in parts. A copy",
      "that was made by CopyObject has the body of its source and so the source's origin; a copy of",
      "a copy, too; decrypt-tree needs no origins. The output appears only if all of the file is",
      "authentic."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:done", "1:no vault, or not an authentic object", "2:wrong usage"},
    footerHeading = "%nExample:%n",
    footer = {
      "  $ cipherquay-keytool object decrypt --data data --output plan.txt \\",
      "      s3://photos/docs/plan.txt NvOVPWSuvQ39y__pdUqjmet-YTCoglTs",
      "  plan.txt: 5 bytes"
    })
final class ObjectDecryptCommand implements Callable<Integer> {

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Mixin private final VaultOption vault = new VaultOption();
  @Mixin private final Output output = new Output();

  @Option(
      names = "--output",
      paramLabel = "FILE",
      required = true,
      description = "Where to put the plaintext; must not exist.")
  private Path plaintext = Path.of("");

  @Parameters(
      index = "0",
      paramLabel = "s3://BUCKET/KEY",
      converter = BucketPath.Converter.class,
      description = "The origin: the bucket and object key under which it was first written.")
  private BucketPath path = new BucketPath("", "");

  @Parameters(index = "1", paramLabel = "FILE", description = "The ciphertext.")
  private Path ciphertext = Path.of("");

  @Override
  public Integer call() throws IOException {
    ObjectKey key = objectKey();
    ObjectRecovery recovery = ObjectRecovery.with(vault.unlock());
    long length;
    try (InputStream in = recovery.open(ciphertext, path.bucket(), key)) {
      length = save(in);
    } catch (NoSuchFileException e) {
      throw new IOException("there is no file " + e.getFile(), e);
    } catch (VaultException e) {
      throw new IOException(explain(e), e);
    }
    Map<String, Object> fields = Map.of("output", plaintext.toString(), "length", length);
    output.print(spec.commandLine().getOut(), plaintext + ": " + length + " bytes", fields);
    return 0;
  }

  private ObjectKey objectKey() throws IOException {
    try {
      return new ObjectKey(path.path());
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private long save(InputStream in) throws IOException {
    if (Files.exists(plaintext)) {
      throw new IOException(plaintext + " exists already");
    }
    return WholeFile.write(in, plaintext);
  }

  private String explain(VaultException e) {
    return e.fault() == VaultFault.UNKNOWN_EPOCH
        ? "the vault does not have the keys of this object: " + e.getMessage()
        : ciphertext
            + " is not an authentic object first written as "
            + path
            + ": "
            + e.getMessage()
            + ". If it is a copy, its origin is that of its source.";
  }
}
