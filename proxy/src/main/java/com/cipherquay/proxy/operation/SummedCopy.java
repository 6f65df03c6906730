package com.cipherquay.proxy.operation;

import com.cipherquay.proxy.sigv4.BodyChecksum;
import com.cipherquay.proxy.sigv4.ChecksummedStream;
import com.cipherquay.store.ByteRange;
import com.cipherquay.store.StoreException;
import com.cipherquay.store.StoreFault;
import com.cipherquay.store.WriteCondition;
import com.cipherquay.store.Written;
import com.cipherquay.vault.ChecksumAlgorithm;
import com.cipherquay.vault.CopyDescription;
import com.cipherquay.vault.ObjectChecksum;
import com.cipherquay.vault.ObjectDescription;
import com.cipherquay.vault.ObjectInfo;
import com.cipherquay.vault.ObjectKey;
import com.cipherquay.vault.ObjectMetadata;
import com.cipherquay.vault.ObjectTags;
import com.cipherquay.vault.PlaintextBody;
import com.cipherquay.vault.Vault;
import com.cipherquay.vault.VaultObject;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * A copy with a checksum that its source lacks: only who reads all of the body can make one, so it
 * flows through and is put anew, in one piece.
 *
 * @param algorithm of the checksum that is made
 */
record SummedCopy(CopyFrom from, Vault origin, ChecksumAlgorithm algorithm) {

  /** What a copy came to. */
  record Made(Written written, List<ObjectChecksum> checksums) {}

  /** What becomes of the metadata and the tags of the source that is read. */
  @FunctionalInterface
  interface Describing {
    CopyDescription of(ObjectInfo source);
  }

  Made put(Vault target, ObjectKey key, Describing describing, WriteCondition condition)
      throws IOException {
    try (VaultObject source = origin.get(from.object(), new ByteRange.Whole())) {
      from.check(source.info());
      ObjectDescription described = described(source.info(), describing.of(source.info()));
      ChecksummedStream body =
          ChecksummedStream.of(source.body(), BodyChecksum.valueOf(algorithm.name()));
      PlaintextBody plaintext =
          new PlaintextBody(body, source.length(), () -> Map.of(algorithm, body.checksum()));
      Written written = target.put(key, described, plaintext, condition);
      return new Made(written, List.of(new ObjectChecksum(algorithm, false, body.checksum())));
    }
  }

  private ObjectDescription described(ObjectInfo source, CopyDescription copy) throws IOException {
    ObjectMetadata metadata = copy.metadata().orElse(source.metadata());
    return new ObjectDescription(
        new ObjectMetadata(metadata.headers(), metadata.user(), Map.of()),
        copy.tags().isPresent() ? copy.tags().get() : tags(),
        copy.storageClass(),
        copy.lock());
  }

  private ObjectTags tags() throws IOException {
    try {
      return origin.tags().get(from.object());
    } catch (StoreException e) {
      if (e.fault() == StoreFault.TAGS_UNSUPPORTED) {
        return ObjectTags.NONE;
      }
      throw e;
    }
  }
}
