package com.cipherquay.proxy.operation;

import com.cipherquay.proxy.access.Permission;
import com.cipherquay.proxy.s3.S3Response;
import com.cipherquay.proxy.s3.xml.LifecycleDocument;
import com.cipherquay.vault.DocumentKind;
import com.cipherquay.vault.LifecycleRule;
import com.cipherquay.vault.Vault;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * PutBucketLifecycleConfiguration, and PutBucketLifecycle, which is the same request. The store
 * gets what it has to do and follows it; what the client wrote is kept for the client.
 *
 * @param followed what the enabled rules mean
 * @param idle what the others mean
 */
record PutBucketLifecycleConfiguration(
    String bucket,
    LifecycleDocument document,
    List<LifecycleRule> followed,
    List<LifecycleRule> idle)
    implements S3Operation {

  static final String PARAMETER = "lifecycle";

  private static final int DOCUMENT_LIMIT = 1 << 20;

  static PutBucketLifecycleConfiguration parse(String bucket, Call call) throws IOException {
    call.understoodBy(Set.of(PARAMETER), Set.of());
    RequiredDigest.check(call);
    LifecycleDocument document =
        LifecycleDocument.parse(call.document(DOCUMENT_LIMIT))
            .named(() -> UUID.randomUUID().toString());
    List<LifecycleRule> followed = new ArrayList<>();
    List<LifecycleRule> idle = new ArrayList<>();
    for (LifecycleDocument.Rule rule : document.rules()) {
      LifecycleRule meant = LifecycleWords.rule(rule);
      boolean active = rule.enabled() && !meant.actions().isEmpty();
      (active ? followed : idle).add(meant);
    }
    return new PutBucketLifecycleConfiguration(bucket, document, followed, idle);
  }

  @Override
  public List<Permission> permissions() {
    return List.of(Permission.administer(bucket));
  }

  @Override
  public S3Response execute(OperationContext context) throws IOException {
    byte[] kept = KeptDocument.bytes(document.toXml());
    Vault vault = context.vaults().open(bucket);
    vault.lifecycle().check(idle);
    vault.lifecycle().replace(followed);
    vault.documents().write(DocumentKind.LIFECYCLE, kept);
    return Responses.empty(200, List.of());
  }
}
