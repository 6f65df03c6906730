package com.cipherquay.kms;

import com.cipherquay.keyset.Kms;
import com.google.crypto.tink.Aead;
import java.security.GeneralSecurityException;

/** All services that are known, by the scheme of a key's URI. Thread-safe. */
public final class KmsServices implements Kms {

  private final KmsSettings settings;

  private KmsServices(KmsSettings settings) {
    this.settings = settings;
  }

  /** The services with these settings. Nothing is called before a key is used. */
  public static KmsServices of(KmsSettings settings) {
    return new KmsServices(settings);
  }

  @Override
  public Aead key(String uri) throws GeneralSecurityException {
    try {
      if (uri.startsWith(AwsKms.SCHEME)) {
        return AwsKms.of(uri, settings);
      }
      if (uri.startsWith(TransitKms.SCHEME)) {
        return TransitKms.of(uri, settings);
      }
    } catch (IllegalArgumentException e) {
      throw new GeneralSecurityException("the address of the service is no URL", e);
    }
    throw new GeneralSecurityException("a key is " + AwsKms.EXAMPLE + " or " + TransitKms.EXAMPLE);
  }
}
