package com.cipherquay.proxy.operation;

import com.cipherquay.proxy.access.Permission;
import com.cipherquay.proxy.s3.S3ErrorCode;
import com.cipherquay.proxy.s3.S3Exception;
import com.cipherquay.proxy.s3.S3Response;
import com.cipherquay.proxy.s3.xml.LockDocument;
import com.cipherquay.store.LockConfiguration;
import com.cipherquay.store.StoreException;
import com.cipherquay.store.StoreFault;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** GetObjectLockConfiguration. */
record GetObjectLockConfiguration(String bucket) implements S3Operation {

  static final String PARAMETER = "object-lock";

  static GetObjectLockConfiguration parse(String bucket, Call call) {
    call.understoodBy(Set.of(PARAMETER), Set.of());
    return new GetObjectLockConfiguration(bucket);
  }

  @Override
  public List<Permission> permissions() {
    return List.of(Permission.list(bucket, ""));
  }

  @Override
  public S3Response execute(OperationContext context) throws IOException {
    LockConfiguration configuration = configuration(context);
    LockDocument document =
        new LockDocument(
            configuration
                .defaultRetention()
                .map(it -> new LockDocument.Rule(it.mode().name(), it.days(), it.years())));
    return Responses.document(document.toXml());
  }

  private LockConfiguration configuration(OperationContext context) throws IOException {
    try {
      return context.vaults().open(bucket).locks().configuration();
    } catch (StoreException e) {
      if (e.fault() == StoreFault.NO_LOCK_CONFIGURATION) {
        throw new S3Exception(S3ErrorCode.OBJECT_LOCK_CONFIGURATION_NOT_FOUND);
      }
      throw e;
    }
  }
}
