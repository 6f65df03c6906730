package com.cipherquay.keytool;

import com.cipherquay.vault.ObjectKey;
import com.cipherquay.vault.ObjectRecovery;
import com.cipherquay.vault.VaultException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/** Decrypts a folder that is a copy of a bucket, file by file. Used by one thread, once. */
final class TreeDecryption {

  private final ObjectRecovery recovery;
  private final String bucket;
  private final Path tree;
  private final OutputTree output;
  private final PassReport report = new PassReport();

  TreeDecryption(ObjectRecovery recovery, String bucket, Path tree, OutputTree output) {
    this.recovery = recovery;
    this.bucket = bucket;
    this.tree = tree;
    this.output = output;
  }

  PassReport run(Progress progress) throws IOException {
    Files.walkFileTree(
        tree,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            // What a vault keeps for itself begins with a dot, and is read where it is needed.
            boolean reserved = directory.getFileName().toString().startsWith(".");
            return reserved && !directory.equals(tree)
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            restore(tree.relativize(file).toString().replace('\\', '/'));
            progress.show(report.of("objects"), tree.toString());
            return FileVisitResult.CONTINUE;
          }
        });
    progress.end();
    return report;
  }

  private void restore(String storedName) throws IOException {
    report.count("objects", 1);
    Optional<ObjectKey> key = recovery.key(bucket, storedName);
    if (key.isEmpty()) {
      find("foreign", key, storedName, "the name is not of this vault and bucket");
      return;
    }
    Path file = output.place(key.get());
    if (Files.exists(file)) {
      report.count("there-already", 1);
      return;
    }
    try (InputStream in = recovery.openIn(tree, bucket, key.get())) {
      report.count("bytes", WholeFile.write(in, file));
      report.count("restored", 1);
    } catch (VaultException e) {
      find(Findings.kind(e.fault()), key, storedName, String.valueOf(e.getMessage()));
      return;
    }
    if (!output.isFaithful(key.get(), file)) {
      report.note(finding("renamed", key, storedName, "now " + file));
    }
  }

  private void find(String kind, Optional<ObjectKey> key, String storedName, String detail) {
    report.find(finding(kind, key, storedName, detail));
  }

  private Finding finding(String kind, Optional<ObjectKey> key, String storedName, String detail) {
    return new Finding(kind, bucket, key.map(ObjectKey::value), storedName, detail);
  }
}
