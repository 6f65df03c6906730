package com.cipherquay.proxy.operation;

import com.cipherquay.proxy.access.Permission;
import com.cipherquay.proxy.s3.S3Headers;
import com.cipherquay.proxy.s3.S3Response;
import com.cipherquay.store.ByteRange;
import com.cipherquay.vault.UnsatisfiableRangeException;
import com.cipherquay.vault.Vault;
import com.cipherquay.vault.VaultException;
import com.cipherquay.vault.VaultObject;
import java.io.IOException;
import java.util.List;

/** GetObject: one call to the store; conditions are decided on what it returns. */
record GetObject(ObjectRead read) implements S3Operation {

  private static final ByteRange WHOLE = new ByteRange.Whole();

  static GetObject parse(Target.Item item, Call call) {
    return new GetObject(ObjectRead.parse(item, call));
  }

  @Override
  public List<Permission> permissions() {
    return List.of(Permission.read(read.bucket(), read.key()));
  }

  @Override
  public S3Response execute(OperationContext context) throws IOException {
    Vault vault = context.vaults().open(read.bucket());
    if (read.part().isPresent()) {
      VaultObject part = openPart(vault, read.part().getAsInt());
      return answer(part, ObjectRead.partOf(part.info(), part.first(), part.length()));
    }
    VaultObject object = open(vault);
    if (read.range().isPresent() && !read.rangeApplies(object.info())) {
      object.close();
      object = vault.get(read.object(), WHOLE);
      return answer(object, ObjectRead.whole(object.info()));
    }
    return answer(
        object,
        read.range().isPresent()
            ? new ObjectRead.Slice(object.first(), object.length(), true)
            : ObjectRead.whole(object.info()));
  }

  /** A condition that does not hold outranks a range that can not be served. */
  private VaultObject open(Vault vault) throws IOException {
    try {
      return vault.get(read.object(), read.range().orElse(WHOLE));
    } catch (UnsatisfiableRangeException e) {
      if (read.conditions().none() && read.ifRange().isEmpty()) {
        throw e;
      }
      VaultObject whole = vault.get(read.object(), WHOLE);
      boolean returned = false;
      try {
        returned =
            read.conditions().decide(whole.info()) == Preconditions.Outcome.NOT_MODIFIED
                || !read.rangeApplies(whole.info());
      } finally {
        if (!returned) {
          whole.close();
        }
      }
      if (returned) {
        return whole;
      }
      throw e;
    }
  }

  private VaultObject openPart(Vault vault, int part) throws IOException {
    try {
      return vault.getPart(read.object(), part);
    } catch (VaultException e) {
      throw read.refusal(vault, e);
    }
  }

  private S3Response answer(VaultObject object, ObjectRead.Slice slice) throws IOException {
    boolean opened = false;
    try {
      if (read.conditions().decide(object.info()) == Preconditions.Outcome.NOT_MODIFIED) {
        return Responses.empty(304, ObjectHeaders.validators(object.info()));
      }
      S3Headers headers = S3Headers.of(read.headers(object.info(), slice));
      opened = true;
      return new S3Response(
          slice.status(), headers, new S3Response.Body.Stream(object.body(), slice.length()));
    } finally {
      if (!opened) {
        object.close();
      }
    }
  }
}
