package com.cipherquay.proxy.operation;

import com.cipherquay.proxy.access.Permission;
import com.cipherquay.proxy.s3.S3ErrorCode;
import com.cipherquay.proxy.s3.S3Exception;
import com.cipherquay.proxy.s3.S3Response;
import com.cipherquay.proxy.s3.xml.LockDocument;
import com.cipherquay.store.DefaultRetention;
import com.cipherquay.store.LockConfiguration;
import com.cipherquay.store.RetentionMode;
import com.cipherquay.store.StoreException;
import com.cipherquay.store.StoreFault;
import java.io.IOException;
import java.time.Period;
import java.util.List;
import java.util.Set;

/** PutObjectLockConfiguration; a bucket that locks does so for good, with this or that default. */
record PutObjectLockConfiguration(String bucket, LockConfiguration configuration)
    implements S3Operation {

  private static final int DOCUMENT_LIMIT = 1 << 16;

  static PutObjectLockConfiguration parse(String bucket, Call call) throws IOException {
    call.understoodBy(Set.of(GetObjectLockConfiguration.PARAMETER), Set.of());
    RequiredDigest.check(call);
    LockDocument document = LockDocument.parse(call.document(DOCUMENT_LIMIT));
    return new PutObjectLockConfiguration(
        bucket, new LockConfiguration(document.rule().map(PutObjectLockConfiguration::retention)));
  }

  private static DefaultRetention retention(LockDocument.Rule rule) {
    RetentionMode mode =
        LockWords.mode(rule.mode()).orElseThrow(() -> new S3Exception(S3ErrorCode.MALFORMED_XML));
    Period period = Period.of(rule.years(), 0, rule.days());
    if (!DefaultRetention.isValid(period)) {
      boolean days = rule.years() == 0;
      int number = days ? rule.days() : rule.years();
      throw Call.invalid(
          days ? "Days" : "Years",
          Integer.toString(number),
          number < 0
              ? "Default retention period must be a positive integer value."
              : "Default retention period too large");
    }
    return new DefaultRetention(mode, period);
  }

  @Override
  public List<Permission> permissions() {
    return List.of(Permission.administer(bucket));
  }

  @Override
  public S3Response execute(OperationContext context) throws IOException {
    try {
      context.vaults().open(bucket).locks().setConfiguration(configuration);
    } catch (StoreException e) {
      if (e.fault() == StoreFault.BUCKET_STATE) {
        throw new S3Exception(
            S3ErrorCode.INVALID_BUCKET_STATE,
            "Versioning must be 'Enabled' on the bucket to apply a Object Lock configuration");
      }
      throw e;
    }
    return Responses.empty(200, List.of());
  }
}
