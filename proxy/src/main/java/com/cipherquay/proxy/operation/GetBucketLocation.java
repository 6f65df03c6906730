package com.cipherquay.proxy.operation;

import com.cipherquay.proxy.access.Permission;
import com.cipherquay.proxy.s3.S3Response;
import com.cipherquay.proxy.s3.xml.LocationDocument;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** GetBucketLocation. */
record GetBucketLocation(String bucket) implements S3Operation {

  static GetBucketLocation parse(String bucket, Call call) {
    call.understoodBy(Set.of("location"), Set.of());
    return new GetBucketLocation(bucket);
  }

  @Override
  public List<Permission> permissions() {
    return List.of(Permission.list(bucket, ""));
  }

  @Override
  public S3Response execute(OperationContext context) throws IOException {
    context.vaults().head(bucket);
    return Responses.document(new LocationDocument(context.region()).toXml());
  }
}
