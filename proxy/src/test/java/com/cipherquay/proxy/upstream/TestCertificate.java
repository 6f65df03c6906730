package com.cipherquay.proxy.upstream;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A certificate that signs itself, for localhost.
 *
 * @param keyStore PKCS#12 with the certificate and its key
 * @param pem the certificate alone
 */
record TestCertificate(Path keyStore, Path pem) {

  static final String PASSWORD = "changeit";

  /** Makes one with the JDK's own tool, in a folder of the test. */
  static TestCertificate create(Path folder, String name) throws Exception {
    Path keyStore = folder.resolve(name + ".p12");
    Path pem = folder.resolve(name + ".pem");
    keytool(
        keyStore,
        ("-genkeypair -alias own -keyalg EC -groupname secp256r1 -validity 3 -dname CN=" + name)
            + " -ext san=dns:localhost,ip:127.0.0.1 -ext bc:c");
    keytool(keyStore, "-exportcert -alias own -rfc -file " + pem);
    return new TestCertificate(keyStore, pem);
  }

  /** A listener that has this certificate. */
  ServerSocket listen() throws Exception {
    KeyStore keys = KeyStore.getInstance(keyStore.toFile(), PASSWORD.toCharArray());
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context
        .getServerSocketFactory()
        .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  private static void keytool(Path keyStore, String arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments.split(" ")));
    command.addAll(List.of("-keystore", keyStore.toString(), "-storepass", PASSWORD));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("keytool: " + output);
    }
  }
}
