package com.cipherquay.vault;

import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;

/**
 * Encrypts plaintext in the parts of a manifest, one after the other, and ends with a trailer. Not
 * thread-safe.
 */
@SuppressWarnings("JdkObsolete") // a SequenceInputStream takes nothing newer
final class PartsEncrypter implements Enumeration<InputStream> {

  private final InputStream plaintext;
  private final Manifest manifest;
  private final ObjectPath path;
  private final DataKey key;
  private final WrappedKey wrapped;
  private final List<ManifestPart> made = new ArrayList<>();

  /**
   * @param plaintext says end of stream after the last part, and only if all of it is authentic
   * @param manifest numbers, lengths and checksums are taken from it
   */
  PartsEncrypter(
      InputStream plaintext, Manifest manifest, ObjectPath path, DataKey key, WrappedKey wrapped) {
    this.plaintext = plaintext;
    this.manifest = manifest;
    this.path = path;
    this.key = key;
    this.wrapped = wrapped;
  }

  /** The ciphertext of the whole object; to be asked for once. */
  InputStream ciphertext() {
    return new SequenceInputStream(this);
  }

  @Override
  public boolean hasMoreElements() {
    return made.size() < manifest.parts().size();
  }

  @Override
  public InputStream nextElement() {
    ManifestPart part = manifest.parts().get(made.size());
    PartEncrypter encrypter = PartEncrypter.start(key, wrapped, part.number());
    Octets commitment = encrypter.header().commitment();
    made.add(new ManifestPart(part.number(), part.length(), commitment, part.checksum()));
    if (hasMoreElements()) {
      InputStream some = new LimitedInput(plaintext, part.length());
      return new EncryptingStream(
          encrypter, some, part.length(), () -> EncryptingStream.Ending.NONE);
    }
    return new EncryptingStream(encrypter, plaintext, part.length(), this::ending);
  }

  private EncryptingStream.Ending ending() {
    Manifest ours = new Manifest(manifest.length(), manifest.checksum(), made);
    byte[] trailer = new Trailer(path, key, wrapped.writeId()).seal(ours);
    ContentLayout layout = ContentLayout.of(ours);
    long padding = layout.size() - layout.partsEnd() - trailer.length;
    return new EncryptingStream.Ending(padding, Octets.of(trailer));
  }
}
