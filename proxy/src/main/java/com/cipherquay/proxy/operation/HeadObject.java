package com.cipherquay.proxy.operation;

import com.cipherquay.proxy.access.Permission;
import com.cipherquay.proxy.s3.S3Headers;
import com.cipherquay.proxy.s3.S3Response;
import com.cipherquay.store.ByteRange;
import com.cipherquay.vault.ObjectInfo;
import com.cipherquay.vault.PartInfo;
import com.cipherquay.vault.UnsatisfiableRangeException;
import com.cipherquay.vault.Vault;
import com.cipherquay.vault.VaultException;
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
    Vault vault = context.vaults().open(read.bucket());
    if (read.part().isPresent()) {
      PartInfo part = part(vault, read.part().getAsInt());
      ObjectRead.Slice slice = ObjectRead.partOf(part.object(), part.first(), part.length());
      return modified(part.object()) ? answer(part.object(), slice) : unmodified(part.object());
    }
    // Who asks for checksums without the body wants them, at the cost of a second call.
    ObjectInfo object =
        read.checksums() ? vault.describe(read.object()) : vault.head(read.object());
    // A condition that does not hold outranks a range that can not be served.
    return modified(object) ? answer(object, slice(object)) : unmodified(object);
  }

  private PartInfo part(Vault vault, int number) throws IOException {
    try {
      return vault.headPart(read.object(), number);
    } catch (VaultException e) {
      throw read.refusal(vault, e);
    }
  }

  private boolean modified(ObjectInfo object) {
    return read.conditions().decide(object) == Preconditions.Outcome.PROCEED;
  }

  private static S3Response unmodified(ObjectInfo object) {
    return Responses.empty(304, ObjectHeaders.validators(object));
  }

  private S3Response answer(ObjectInfo object, ObjectRead.Slice slice) {
    return new S3Response(
        slice.status(),
        S3Headers.of(read.headers(object, slice)),
        new S3Response.Body.LengthOnly(slice.length()));
  }

  private ObjectRead.Slice slice(ObjectInfo object) throws UnsatisfiableRangeException {
    return read.range().isPresent() && read.rangeApplies(object)
        ? slice(read.range().get(), object.length())
        : ObjectRead.whole(object);
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
