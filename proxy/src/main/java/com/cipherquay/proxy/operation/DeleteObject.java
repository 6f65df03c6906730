package com.cipherquay.proxy.operation;

import com.cipherquay.proxy.access.Permission;
import com.cipherquay.proxy.s3.S3Response;
import com.cipherquay.store.StoredDeletion;
import com.cipherquay.store.WriteCondition;
import com.cipherquay.vault.ObjectVersion;
import com.cipherquay.vault.Vault;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * DeleteObject; no error if there is none.
 *
 * @param condition what must hold of the object; none if a version is named
 * @param bypass whether past a retention under {@code GOVERNANCE}
 */
record DeleteObject(String bucket, ObjectVersion object, WriteCondition condition, boolean bypass)
    implements S3Operation {

  static DeleteObject parse(Target.Item item, Call call) {
    call.understoodBy(Set.of(VersionIds.PARAMETER), Set.of(LockWords.BYPASS));
    ObjectVersion object = VersionIds.object(item.key(), call);
    if (object.versionId().isPresent()) {
      // A version never changes: which one is deleted is said by its id.
      WriteConditions.none(call);
    }
    return new DeleteObject(
        item.bucket(), object, WriteConditions.ofDelete(call), LockWords.bypasses(call));
  }

  @Override
  public List<Permission> permissions() {
    List<Permission> permissions = new ArrayList<>();
    permissions.add(Permission.delete(bucket, object.key()));
    if (!(condition instanceof WriteCondition.Always)) {
      // The answer to a condition tells something of the object.
      permissions.add(Permission.read(bucket, object.key()));
    }
    if (bypass) {
      permissions.add(Permission.administer(bucket));
    }
    return permissions;
  }

  @Override
  public S3Response execute(OperationContext context) throws IOException {
    Vault vault = context.vaults().open(bucket);
    StoredDeletion deletion = delete(vault);
    List<Map.Entry<String, String>> headers = new ArrayList<>();
    if (deletion.marker()) {
      headers.add(Map.entry(VersionIds.MARKER_HEADER, "true"));
    }
    headers.addAll(VersionIds.header(VersionIds.HEADER, deletion.versionId()));
    return Responses.empty(204, headers);
  }

  private StoredDeletion delete(Vault vault) throws IOException {
    if (object.versionId().isEmpty()) {
      return vault.delete(object.key(), condition);
    }
    return bypass ? vault.locks().delete(object) : vault.delete(object);
  }
}
