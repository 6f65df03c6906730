package com.cipherquay.keytool;

import com.cipherquay.keyset.VaultBackup;
import com.cipherquay.keyset.VaultDirectory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What commands say of a backup. */
final class BackupWords {

  private BackupWords() {}

  /** The names of the files in it. */
  static List<String> files(VaultBackup backup) {
    List<String> files = new ArrayList<>(List.of(VaultDirectory.VAULT_FILE));
    files.addAll(backup.files());
    return files;
  }

  /** For programs. */
  static Map<String, Object> fields(VaultBackup backup) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("vaultId", VaultWords.id(backup.vault()));
    fields.put("created", backup.created().toString());
    fields.put("files", files(backup));
    fields.put("epochs", backup.vault().keyset().epochs());
    fields.put("unlockedBy", backup.vault().unlockedBy());
    return fields;
  }
}
