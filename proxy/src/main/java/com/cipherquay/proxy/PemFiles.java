package com.cipherquay.proxy;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns the PEM files of RFC 7468, as authorities and ACME clients write them, into a key store.
 */
final class PemFiles {

  /** The key store lives in memory only, but Java asks for a password. */
  static final String PASSWORD = "in memory";

  private static final Pattern PRIVATE_KEY =
      Pattern.compile("-----BEGIN ([A-Z ]*)PRIVATE KEY-----([^-]*)-----END");

  private static final byte[] PROBE = "one key pair?".getBytes(US_ASCII);

  private PemFiles() {}

  /**
   * A key store with one entry.
   *
   * @throws IOException if a file can not be read, or the two do not make a certificate and its
   *     key; the message names the file
   */
  static KeyStore keyStore(Configuration.TlsFiles files) throws IOException {
    Certificate[] chain = chain(files.certificate());
    PrivateKey key = privateKey(files.key(), chain[0].getPublicKey());
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry("tls", key, PASSWORD.toCharArray(), chain);
      return store;
    } catch (GeneralSecurityException e) {
      throw new IOException(files.certificate() + ": " + e.getMessage(), e);
    }
  }

  private static Certificate[] chain(Path file) throws IOException {
    try {
      Collection<? extends Certificate> chain =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(file)));
      if (chain.isEmpty()) {
        throw new IOException(file + " holds no PEM certificate");
      }
      return chain.toArray(Certificate[]::new);
    } catch (GeneralSecurityException e) {
      throw new IOException(file + " is no PEM certificate: " + e.getMessage(), e);
    }
  }

  private static PrivateKey privateKey(Path file, PublicKey of) throws IOException {
    Matcher pem = PRIVATE_KEY.matcher(Files.readString(file));
    if (!pem.find()) {
      throw new IOException(file + " holds no PEM private key");
    }
    if (!pem.group(1).isEmpty()) {
      throw new IOException(
          file
              + " holds a key that is encrypted or not PKCS #8; `openssl pkcs8 -topk8 -nocrypt` converts it");
    }
    try {
      byte[] encoded = Base64.getMimeDecoder().decode(pem.group(2));
      PrivateKey key =
          KeyFactory.getInstance(of.getAlgorithm())
              .generatePrivate(new PKCS8EncodedKeySpec(encoded));
      if (!belong(key, of)) {
        throw new IOException(file + " is not the key of the certificate");
      }
      return key;
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IOException(file + " is not the key of the certificate: " + e.getMessage(), e);
    }
  }

  /** A renewal replaces two files, one after the other: in between they do not belong together. */
  private static boolean belong(PrivateKey key, PublicKey publicKey)
      throws GeneralSecurityException {
    String algorithm = algorithm(publicKey.getAlgorithm());
    Signature signer = Signature.getInstance(algorithm);
    signer.initSign(key);
    signer.update(PROBE);
    byte[] signed = signer.sign();
    Signature verifier = Signature.getInstance(algorithm);
    verifier.initVerify(publicKey);
    verifier.update(PROBE);
    return verifier.verify(signed);
  }

  private static String algorithm(String keyAlgorithm) {
    return List.of("RSA", "EC").contains(keyAlgorithm)
        ? "SHA256with" + keyAlgorithm.replace("EC", "ECDSA")
        : keyAlgorithm;
  }
}
