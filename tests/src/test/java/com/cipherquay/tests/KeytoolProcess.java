package com.cipherquay.tests;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What came of a command of {@code bin/cipherquay-keytool}.
 *
 * @param status its exit status
 * @param out its standard output and error
 */
public record KeytoolProcess(int status, String out) {

  /**
   * Runs a command over an upstream, as an operator does: in the environment of the proxy.
   *
   * @param data the folder of the vault
   */
  public static KeytoolProcess over(Endpoint upstream, Path data, String... arguments) {
    return run(
        data,
        Map.of(
            "CIPHERQUAY_UPSTREAM_URL", upstream.uri().toString(),
            "AWS_ACCESS_KEY_ID", upstream.accessKeyId(),
            "AWS_SECRET_ACCESS_KEY", upstream.secretAccessKey(),
            "AWS_REGION", Endpoint.REGION),
        arguments);
  }

  /** Runs a command over the local store in the folder of the vault. */
  public static KeytoolProcess local(Path data, String... arguments) {
    return run(data, Map.of(), arguments);
  }

  private static KeytoolProcess run(
      Path data, Map<String, String> environment, String... arguments) {
    Path root = ProxyProcess.projectRoot();
    List<String> command = new ArrayList<>();
    command.add(root.resolve("bin/cipherquay-keytool").toString());
    command.addAll(Arrays.asList(arguments));
    command.addAll(List.of("--data", data.toString()));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("CIPHERQUAY_"));
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().putAll(environment);
    try {
      Process process = builder.start();
      String out = new String(process.getInputStream().readAllBytes(), UTF_8);
      return new KeytoolProcess(process.waitFor(), out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
