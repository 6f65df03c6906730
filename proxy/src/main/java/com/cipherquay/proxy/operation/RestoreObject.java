package com.cipherquay.proxy.operation;

import com.cipherquay.proxy.access.Permission;
import com.cipherquay.proxy.s3.S3Response;
import com.cipherquay.proxy.s3.xml.RestoreDocument;
import com.cipherquay.vault.ObjectVersion;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * RestoreObject: a copy of an archived object that can be read for some days. The other thing that
 * S3 does under this name, to query an archive, needs plaintext in the store.
 *
 * @param days at least 1
 * @param tier how fast
 */
record RestoreObject(String bucket, ObjectVersion object, int days, Optional<String> tier)
    implements S3Operation {

  /** The sub-resource. */
  static final String PARAMETER = "restore";

  private static final int DOCUMENT_LIMIT = 1 << 16;
  private static final Set<String> TIERS = Set.of("Standard", "Bulk", "Expedited");

  static RestoreObject parse(Target.Item item, Call call) throws IOException {
    call.understoodBy(Set.of(PARAMETER, VersionIds.PARAMETER), Set.of());
    WriteConditions.none(call);
    RestoreDocument document = RestoreDocument.parse(call.document(DOCUMENT_LIMIT));
    if (!document.others().isEmpty()) {
      throw Call.unimplemented("Element", document.others().get(0));
    }
    Optional<String> tier = document.tier();
    if (tier.filter(name -> !TIERS.contains(name)).isPresent()) {
      throw Call.invalid("Tier", tier.get(), "Unknown retrieval tier.");
    }
    return new RestoreObject(
        item.bucket(), VersionIds.object(item.key(), call), days(document), tier);
  }

  private static int days(RestoreDocument document) {
    String days = document.days().orElse("").strip();
    try {
      int number = Integer.parseInt(days);
      if (number >= 1) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw invalid(days);
    }
    throw invalid(days);
  }

  private static RuntimeException invalid(String days) {
    return Call.invalid("Days", days, "restoration days should be at least 1");
  }

  @Override
  public List<Permission> permissions() {
    return List.of(Permission.write(bucket, object.key()));
  }

  @Override
  public S3Response execute(OperationContext context) throws IOException {
    boolean already = context.vaults().open(bucket).restore(object, days, tier);
    return Responses.empty(already ? 200 : 202, List.of());
  }
}
