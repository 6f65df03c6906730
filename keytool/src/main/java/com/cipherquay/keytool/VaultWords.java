package com.cipherquay.keytool;

import com.cipherquay.keyset.OpenedVault;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** What commands say of a vault; no secret is in it. */
final class VaultWords {

  private VaultWords() {}

  /** The vault id in hexadecimal. */
  static String id(OpenedVault vault) {
    return HexFormat.of().formatHex(vault.keyset().vaultId());
  }

  /** For programs. */
  static Map<String, Object> fields(OpenedVault vault) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("vaultId", id(vault));
    fields.put("created", vault.since().toString());
    fields.put("owner", vault.owner().accessKeyId());
    fields.put("epochs", vault.keyset().epochs());
    fields.put("writes", vault.keyset().currentEpoch());
    fields.put("unlock", vault.ways().stream().map(VaultWords::fields).toList());
    return fields;
  }

  private static Map<String, Object> fields(OpenedVault.Way way) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("method", way.method());
    fields.putAll(way.parameters());
    return fields;
  }

  /** For people. */
  static String text(OpenedVault vault) {
    String epochs =
        vault.keyset().epochs().stream().map(String::valueOf).collect(Collectors.joining(", "));
    StringBuilder text = new StringBuilder();
    text.append(String.format("vault    %s%n", id(vault)));
    text.append(String.format("created  %s%n", vault.since()));
    text.append(String.format("owner    %s%n", vault.owner().accessKeyId()));
    text.append(
        String.format("epochs   %s; writes under %d", epochs, vault.keyset().currentEpoch()));
    for (OpenedVault.Way way : vault.ways()) {
      text.append(String.format("%nunlock   %s", way.method()));
      way.parameters()
          .forEach(
              (name, value) ->
                  text.append(" %s=%s".formatted(name, Output.visible(value.toString()))));
    }
    return text.toString();
  }
}
