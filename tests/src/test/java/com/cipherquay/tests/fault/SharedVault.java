package com.cipherquay.tests.fault;

import com.cipherquay.keyset.Unlocking;
import com.cipherquay.keyset.VaultDirectory;
import com.cipherquay.keyset.VaultEditor;
import com.cipherquay.tests.ProxyProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** The vault of some proxies, each with its copy in a folder of its own. */
record SharedVault(List<Path> folders) {

  static SharedVault of(Stand stand) {
    return new SharedVault(stand.proxies().stream().map(ProxyProcess.Setup::data).toList());
  }

  /** Gives the others what the first start of the first proxy made. */
  void share() throws IOException {
    try (Stream<Path> files = Files.list(folders.get(0))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        copy(file.getFileName().toString());
      }
    }
  }

  /** Adds an epoch, which running proxies learn of by looking at their folder. */
  synchronized void rotate() throws IOException {
    var unused = VaultEditor.of(folders.get(0), Unlocking.BY_KEY_FILE).rotate();
    copy(VaultDirectory.VAULT_FILE);
  }

  /** As an operator should: nobody sees half a file. */
  private void copy(String file) throws IOException {
    for (Path other : folders.subList(1, folders.size())) {
      Path part = Files.createDirectories(other).resolve(file + ".part");
      Files.copy(folders.get(0).resolve(file), part, StandardCopyOption.REPLACE_EXISTING);
      Files.move(part, other.resolve(file), StandardCopyOption.ATOMIC_MOVE);
    }
  }
}
