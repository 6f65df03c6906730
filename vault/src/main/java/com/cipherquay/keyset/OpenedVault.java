package com.cipherquay.keyset;

import com.fasterxml.jackson.databind.JsonNode;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An unlocked vault. Immutable and thread-safe. */
public final class OpenedVault {

  /**
   * A way into a vault.
   *
   * @param method its name
   * @param parameters what the vault file says of it; nothing secret
   */
  public record Way(String method, Map<String, Object> parameters) {

    /** Whether it is a key file. */
    public boolean isKeyFile() {
      return method.equals(KeyFile.METHOD);
    }
  }

  private final VaultFile file;
  private final UnlockMethod method;
  private final boolean created;

  OpenedVault(VaultFile file, UnlockMethod method, boolean created) {
    this.file = file;
    this.method = method;
    this.created = created;
  }

  /** Its keys. */
  public Keyset keyset() {
    return file.keyset();
  }

  /** The owner's credential. */
  public OwnerCredential owner() {
    return file.keyset().owner(file.owner());
  }

  /** Whether this call created the vault; then what unlocks it is not backed up yet. */
  public boolean created() {
    return created;
  }

  /** When the vault was created. */
  public Instant since() {
    return file.created();
  }

  /** The name of the way in that was taken. */
  public String unlockedBy() {
    return method.name();
  }

  /** All ways in. */
  public List<Way> ways() {
    List<Way> ways = new ArrayList<>();
    for (JsonNode section : file.unlock()) {
      try {
        ways.add(new Way(UnlockSection.method(section), UnlockSection.parameters(section)));
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("an opened vault has sections with names", e);
      }
    }
    return ways;
  }

  /**
   * The root keys in hexadecimal, by what they are for: everything that the vault protects, for who
   * wants it on paper.
   */
  public Map<String, String> exposedRoots() {
    Map<String, String> roots = new LinkedHashMap<>();
    roots.put("names", hex(keyset().names(), 1));
    new TreeMap<>(keyset().content().byEpoch())
        .keySet()
        .forEach(epoch -> roots.put("content " + epoch, hex(keyset().content(), epoch)));
    roots.put("grants", hex(keyset().grants(), 1));
    return roots;
  }

  private static String hex(RootKeys roots, int epoch) {
    byte[] root = roots.byEpoch().get(epoch);
    if (root == null) {
      throw new IllegalArgumentException("no root key of epoch " + epoch);
    }
    return HexFormat.of().formatHex(root);
  }

  VaultFile file() {
    return file;
  }

  UnlockMethod method() {
    return method;
  }
}
