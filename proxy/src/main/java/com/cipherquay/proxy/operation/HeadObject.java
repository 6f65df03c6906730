package com.cipherquay.proxy.operation;

import com.cipherquay.proxy.access.Permission;
import com.cipherquay.proxy.s3.S3Headers;
import com.cipherquay.proxy.s3.S3Response;
import com.cipherquay.store.ByteRange;
import com.cipherquay.vault.ObjectInfo;
import com.cipherquay.vault.UnsatisfiableRangeException;
import java.io.IOException;
import java.util.List;

/** HeadObject: what GetObject would answer, without the body. */
record HeadObject(ObjectRead read) implements S3Operation {

  static HeadObject parse(Target.Item item, Call call) {
    return new HeadObject(ObjectRead.parse(item, call));
  }

  @Override
  public List<Permission> permissions() {
    return List.of(Permission.read(read.bucket(), read.key()));
  }

  @Override
  public S3Response execute(OperationContext context) throws IOException {
    ObjectInfo object = context.vaults().open(read.bucket()).head(read.key());
    if (read.conditions().decide(object) == Preconditions.Outcome.NOT_MODIFIED) {
      return Responses.empty(304, ObjectHeaders.validators(object));
    }
    ObjectRead.Slice slice =
        read.range().isPresent() && read.rangeApplies(object)
            ? slice(read.range().get(), object.length())
            : read.whole(object);
    return new S3Response(
        slice.status(),
        S3Headers.of(read.headers(object, slice)),
        new S3Response.Body.LengthOnly(slice.length()));
  }

  private static ObjectRead.Slice slice(ByteRange range, long size)
      throws UnsatisfiableRangeException {
    if (range instanceof ByteRange.Between between && between.first() < size) {
      long last = Math.min(between.last(), size - 1);
      return new ObjectRead.Slice(between.first(), last - between.first() + 1, true);
    }
    if (range instanceof ByteRange.From from && from.first() < size) {
      return new ObjectRead.Slice(from.first(), size - from.first(), true);
    }
    if (range instanceof ByteRange.Suffix suffix && suffix.length() > 0 && size > 0) {
      long length = Math.min(suffix.length(), size);
      return new ObjectRead.Slice(size - length, length, true);
    }
    throw new UnsatisfiableRangeException(size);
  }
}
