package com.cipherquay.fuzz;

import com.cipherquay.grant.GrantTargets;
import com.cipherquay.keyset.VaultFileTargets;
import com.cipherquay.keytool.GrantFileTarget;
import com.cipherquay.proxy.SettingsTarget;
import com.cipherquay.proxy.form.FormTargets;
import com.cipherquay.proxy.http.TargetTarget;
import com.cipherquay.proxy.operation.OperationTargets;
import com.cipherquay.proxy.s3.xml.DocumentTargets;
import com.cipherquay.proxy.sigv4.ChunkedTarget;
import com.cipherquay.proxy.sigv4.RequestTargets;
import com.cipherquay.proxy.upstream.AnswerTarget;
import com.cipherquay.vault.InventoryTarget;
import com.cipherquay.vault.NameTargets;
import com.cipherquay.vault.ObjectTargets;
import com.cipherquay.vault.RecordTargets;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** All targets by their names, which are those of the folders of their seeds. */
final class Targets {

  private static final SortedMap<String, Target> ALL =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("object-header", ObjectTargets::header),
              Map.entry("manifest", ObjectTargets::manifest),
              Map.entry("trailer", ObjectTargets::trailer),
              Map.entry("metadata", ObjectTargets::metadata),
              Map.entry("upload-record", RecordTargets::upload),
              Map.entry("part-token", RecordTargets::partToken),
              Map.entry("expiry-record", RecordTargets::expiry),
              Map.entry("copy-note", RecordTargets::copyNote),
              Map.entry("object-tags", RecordTargets::tags),
              Map.entry("bucket-document", RecordTargets::document),
              Map.entry("list-token", NameTargets::listToken),
              Map.entry("stored-name", NameTargets::storedName),
              Map.entry("inventory", InventoryTarget::run),
              Map.entry("vault-file", VaultFileTargets::vaultFile),
              Map.entry("vault-backup", VaultFileTargets::backup),
              Map.entry("root-keys", VaultFileTargets::rootKeys),
              Map.entry("unlock-keys", VaultFileTargets::keys),
              Map.entry("grant-token", GrantTargets::token),
              Map.entry("grant-file", GrantFileTarget::run),
              Map.entry("key-grant-file", GrantTargets::keyGrant),
              Map.entry("key-grant", GrantTargets::keyGrantKeys),
              Map.entry("revocations", GrantTargets::revocations),
              Map.entry("public-id", GrantTargets::publicId),
              Map.entry("signature", RequestTargets::signature),
              Map.entry("aws-chunked", ChunkedTarget::run),
              Map.entry("post-form", FormTargets::form),
              Map.entry("post-policy", FormTargets::policy),
              Map.entry("client-xml", DocumentTargets::ofClient),
              Map.entry("store-xml", DocumentTargets::ofStore),
              Map.entry("store-answer", AnswerTarget::run),
              Map.entry("request", OperationTargets::request),
              Map.entry("range", OperationTargets::range),
              Map.entry("uri", OperationTargets::uri),
              Map.entry("request-target", TargetTarget::run),
              Map.entry("toml", SettingsTarget::run)));

  private Targets() {}

  static SortedMap<String, Target> all() {
    return ALL;
  }

  /**
   * One of them.
   *
   * @throws IllegalArgumentException if there is none of the name
   */
  static Target named(String name) {
    Target target = ALL.get(name);
    if (target == null) {
      throw new IllegalArgumentException("no target \"" + name + "\", but " + ALL.keySet());
    }
    return target;
  }
}
