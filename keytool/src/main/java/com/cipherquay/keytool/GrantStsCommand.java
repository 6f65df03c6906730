package com.cipherquay.keytool;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code grant sts}: temporary credentials of the upstream. */
@Command(
    name = "sts",
    mixinStandardHelpOptions = true,
    description = {
      "Asks the upstream's security token service, by AssumeRole and with the credentials that the",
      "AWS SDK finds, for temporary credentials under the policy that grant policy prints. They are",
      "for a proxy that has the key grant, and end with it."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:done",
      "1:no vault, no key grant for it, or the service refused",
      "2:wrong usage"
    },
    footerHeading = "%nExample:%n",
    footer = {
      "  $ eval \"$(cipherquay-keytool grant sts --data data --endpoint https://minio.example:9000 \\",
      "      --bucket photos --prefix 2024/ --allow read,list --duration 12h)\""
    })
final class GrantStsCommand implements Callable<Integer> {

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Mixin private final Output output = new Output();
  @Mixin private final UpstreamPlaces places = new UpstreamPlaces();

  @Option(
      names = "--endpoint",
      paramLabel = "URL",
      required = true,
      description = "Where the service answers; over http on this machine only.")
  private URI endpoint = URI.create("");

  @Option(
      names = "--region",
      paramLabel = "REGION",
      defaultValue = "us-east-1",
      description = "For which region requests are signed; default: ${DEFAULT-VALUE}.")
  private String region = "";

  @Option(
      names = "--role",
      paramLabel = "ARN",
      description = "The role, which must allow as much; MinIO wants none.")
  private Optional<String> role = Optional.empty();

  @Option(
      names = "--duration",
      paramLabel = "DURATION",
      defaultValue = "1h",
      converter = GrantTime.DurationConverter.class,
      description = "For how long: 1h, 12h; default: ${DEFAULT-VALUE}.")
  private Duration duration = Duration.ZERO;

  @Override
  public Integer call() throws IOException {
    UpstreamPlaces.Found found = places.find(spec);
    TokenService service = new TokenService(endpoint, region);
    TokenService.Session session =
        service.assumeRole(role, Output.compact(found.policy()), duration(found.end()));
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("accessKeyId", session.accessKeyId());
    fields.put("secretAccessKey", session.secretAccessKey());
    fields.put("sessionToken", session.sessionToken());
    fields.put("expires", session.expires());
    String text =
        String.format(
            "export AWS_ACCESS_KEY_ID=%s%nexport AWS_SECRET_ACCESS_KEY=%s%n"
                + "export AWS_SESSION_TOKEN=%s",
            quoted(session.accessKeyId()),
            quoted(session.secretAccessKey()),
            quoted(session.sessionToken()));
    output.print(spec.commandLine().getOut(), text, fields);
    return 0;
  }

  /** No longer than the key grant. */
  private Duration duration(Optional<Instant> end) throws IOException {
    Duration left =
        end.map(it -> Duration.between(Clock.systemUTC().instant(), it)).orElse(duration);
    if (left.toSeconds() < 1) {
      throw new IOException("the key grant has ended");
    }
    return left.compareTo(duration) < 0 ? left : duration;
  }

  /** For a shell: it is the service that chose the characters. */
  private static String quoted(String text) {
    return text.matches("[A-Za-z0-9_./+=:-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
