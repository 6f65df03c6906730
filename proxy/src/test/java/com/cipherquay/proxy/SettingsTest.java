package com.cipherquay.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cipherquay.proxy.operation.ListOrders;
import com.cipherquay.proxy.upstream.UpstreamSettings;
import com.cipherquay.vault.ListOrder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SettingsTest {

  private static final Map<String, String> NO_VARIABLES = Map.of();

  @TempDir private Path folder;

  /** conf/cipherquay.toml is the list of all settings, each at its default. */
  @Test
  void theExampleListsEverySettingAtItsDefault() throws Exception {
    Path example = Path.of(System.getProperty("cipherquay.root"), "conf", "cipherquay.toml");
    SettingsFile file = SettingsFile.read(example);
    for (Setting setting : Setting.values()) {
      assertEquals(
          setting.fallback(),
          Optional.ofNullable(file.values().get(setting)).map(Settings.Given::text).orElse("none"),
          setting.path());
    }
    assertEquals(Map.of(), file.buckets());
    assertEquals(
        configuration(Map.of(), SettingsFile.NONE), configuration(Map.of(), file), "meaning");
  }

  @Test
  void aFlagWinsOverTheEnvironmentAndThatOverTheFile() throws Exception {
    SettingsFile file =
        read("listen='127.0.0.1:1'\nadmin='127.0.0.1:1'\nregion='file'\nlimits.threads=7\n");
    Map<Setting, Settings.Given> flags =
        Map.of(Setting.LISTEN, new Settings.Given("127.0.0.1:3", "--listen"));
    Map<String, String> environment =
        Map.of("CIPHERQUAY_LISTEN", "127.0.0.1:2", "CIPHERQUAY_ADMIN", "[::1]:2", "PATH", "/bin");
    Settings settings = Settings.gather(flags, environment, file);
    assertEquals(new ListenAddress("127.0.0.1", 3), settings.address(Setting.LISTEN));
    assertEquals(new ListenAddress("::1", 2), settings.address(Setting.ADMIN));
    assertEquals(Optional.of("file"), settings.text(Setting.REGION));
    assertEquals(7, settings.count(Setting.LIMITS_THREADS));
    assertEquals(Duration.ofSeconds(60), settings.duration(Setting.LIMITS_IDLE_TIMEOUT));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "listne = 'x' | unknown setting listne, is it listen?",
        "upstream.pathstyle = true | unknown setting upstream.pathstyle, is it upstream.path-style?",
        "[upstreams] | unknown table [upstreams]",
        "listen = 9000 | listen must be a string HOST:PORT",
        "listen = '9000' | listen must be a string HOST:PORT",
        "listen = '127.0.0.1:65536' | listen must be a string HOST:PORT",
        "listen = '' | listen must be a string HOST:PORT",
        "local.fsync = 'yes' | local.fsync must be true or false, not yes",
        "limits.threads = 0 | limits.threads must be a whole number from 1 to 100000",
        "limits.idle-timeout = '0s' | limits.idle-timeout must be a string with a number of ms, s or m",
        "limits.idle-timeout = '30' | limits.idle-timeout must be a string with a number of ms, s or m",
        "upstream.url = 's3.example.com' | upstream.url must be a string with an http or https URL",
        "upstream.url = 'https://u:p@s3.example.com' | upstream.url must be a string with an http",
        "upstream.copy-limit = '5GB' | upstream.copy-limit must be a string with a number of KiB",
        "upstream.copy-limit = 64 | upstream.copy-limit must be a string with a number of KiB",
        "upstream = 'https://s3.example.com' | unknown setting upstream",
        "log.level = 'loud' | log.level must be one of error, warn, info, debug",
        "log.format = ['json'] | log.format must be one of text, json",
        "buckets.photos = 3 | buckets.photos must be a string",
        "buckets.photos = '' | buckets.photos must be a string, not",
        "listing.order = 'alphabetical' | listing.order must be one of stored, sorted",
        "listing.remember = '5' | listing.remember must be a string with a number of ms, s or m",
        "listing.buckets.photos = true | listing.buckets.photos must be one of stored, sorted",
        "listing.buckets.photos = 'Sorted' | listing.buckets.photos must be one of stored, sorted",
        "listing.buckets = 'sorted' | unknown setting listing.buckets",
        "log.names = | not TOML",
        "log.names = true, log.names = false | not TOML",
      })
  void whatIsWrongIsNamedWithFileAndLine(String line, String message) {
    ConfigurationException error =
        assertThrows(
            ConfigurationException.class,
            () -> configuration(Map.of(), read("# first\n\n" + line + "\n")));
    Path file = folder.resolve("c.toml");
    assertStartsWith(file + ":3: " + message, error);
  }

  @ParameterizedTest
  @CsvSource({
    "CIPHERQUAY_LISTEN,nowhere,environment variable CIPHERQUAY_LISTEN: listen must be",
    "CIPHERQUAY_LIMITS_THREADS,many,environment variable CIPHERQUAY_LIMITS_THREADS: limits.threads",
    "CIPHERQUAY_LOG_NAMES,yes,environment variable CIPHERQUAY_LOG_NAMES: log.names must be true or",
    "CIPHERQUAY_LOGNAMES,true,unknown environment variable CIPHERQUAY_LOGNAMES",
  })
  void whatIsWrongInTheEnvironmentIsNamed(String variable, String value, String message) {
    ConfigurationException error =
        assertThrows(
            ConfigurationException.class,
            () -> Settings.gather(Map.of(), Map.of(variable, value), SettingsFile.NONE));
    assertStartsWith(message, error);
  }

  /** A service named cipherquay in Kubernetes sets such variables in every container. */
  @Test
  void variablesOfOthersAreNotOurs() throws Exception {
    Map<String, String> environment =
        Map.of(
            "CIPHERQUAY_SERVICE_HOST", "10.0.0.1",
            "CIPHERQUAY_PORT_9000_TCP", "tcp://10.0.0.1:9000",
            "CIPHERQUAY_PORT", "tcp://10.0.0.1:9000",
            "CIPHERQUAY_JAVA_OPTS", "-Xmx256m");
    Settings settings = Settings.gather(Map.of(), environment, SettingsFile.NONE);
    assertEquals(9000, settings.address(Setting.LISTEN).port());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "limits.threads = 15 | limits.threads must be at least 16",
        "limits.drain-timeout = '10s' | limits.drain-timeout must be at most 9s",
        "upstream.retries = 11 | upstream.retries must be at most 10",
        "upstream.copy-limit = '4MiB' | upstream.copy-limit must be 5MiB to 5GiB",
        "upstream.copy-limit = '6GiB' | upstream.copy-limit must be 5MiB to 5GiB",
        "upstream.connections = 10001 | upstream.connections must be at most 10000",
        "tls.certificate = 'c.pem' | tls.certificate and tls.key are set both or neither",
        "buckets.photos = 'archive' | buckets are mapped only if upstream.url is set",
        "listing.buckets.Photos = 'sorted' | no bucket can be called Photos",
        "listen = '0.0.0.0:9000' | 0.0.0.0:9000 is not a loopback address",
        "listen = '[::]:9000' | [::]:9000 is not a loopback address",
      })
  void whatDoesNotFitTogetherIsNamedWithFileAndLine(String line, String message) {
    ConfigurationException error =
        assertThrows(
            ConfigurationException.class, () -> configuration(Map.of(), read(line + "\n")));
    assertStartsWith(folder.resolve("c.toml") + ":1: " + message, error);
  }

  @Test
  void plainHttpBeyondLoopbackNeedsAWord() throws Exception {
    SettingsFile insecure = read("listen = '0.0.0.0:9000'\ninsecure-listen = true\n");
    assertEquals("0.0.0.0:9000", configuration(Map.of(), insecure).listeners().s3().toString());
    SettingsFile tls =
        read("listen = '0.0.0.0:9000'\ntls.certificate = 'c.pem'\ntls.key = 'k.pem'\n");
    assertEquals("0.0.0.0:9000", configuration(Map.of(), tls).listeners().s3().toString());
  }

  /** Those who have a connection and need a second one must not wait for each other. */
  @Test
  void thereIsAConnectionForEveryThread() throws Exception {
    String store = "upstream.url = 'https://s3.example.com'\n";
    String limits = "limits.threads = 16\nupstream.connections = ";
    assertEquals(
        16, configuration(Map.of(), read(store + limits + 16)).upstream().get().maxConnections());
    ConfigurationException error =
        assertThrows(
            ConfigurationException.class, () -> configuration(Map.of(), read(store + limits + 15)));
    String place = folder.resolve("c.toml") + ":3: upstream.connections must be ";
    assertStartsWith(place + "at least 16, which is limits.threads", error);
    assertTrue(configuration(Map.of(), read(limits + 15)).upstream().isEmpty());
  }

  @Test
  void bucketsAreMapped() throws Exception {
    SettingsFile file =
        read("upstream.url='https://s3.example.com'\n[buckets]\n\"my.photos\"='archive/photos/'\n");
    assertEquals(
        Map.of("my.photos", new UpstreamSettings.Place("archive", "photos/")),
        configuration(Map.of(), file).upstream().orElseThrow().buckets());
  }

  @Test
  void aBucketMayHaveAnOrderOfItsOwn() throws Exception {
    Configuration.Listing plain = configuration(Map.of(), SettingsFile.NONE).listing();
    assertEquals(new Configuration.Listing(ListOrders.STORED, Duration.ofSeconds(5)), plain);
    SettingsFile file =
        read(
            """
            [listing]
            order = "sorted"
            remember = "250ms"
            [listing.buckets]
            "my.photos" = "stored"
            other = "sorted"
            """);
    Map<String, ListOrder> buckets =
        Map.of("my.photos", ListOrder.STORED, "other", ListOrder.SORTED);
    assertEquals(
        new Configuration.Listing(
            new ListOrders(ListOrder.SORTED, buckets), Duration.ofMillis(250)),
        configuration(Map.of(), file).listing());
    Settings environment =
        Settings.gather(Map.of(), Map.of("CIPHERQUAY_LISTING_ORDER", "stored"), file);
    assertEquals(Optional.of("stored"), environment.text(Setting.LISTING_ORDER));
  }

  private static void assertStartsWith(String start, Exception error) {
    String message = String.valueOf(error.getMessage());
    assertTrue(message.startsWith(start), () -> message + " does not start with " + start);
  }

  private static Configuration configuration(Map<Setting, Settings.Given> flags, SettingsFile file)
      throws ConfigurationException {
    Map<Setting, Settings.Given> all = new HashMap<>(flags);
    all.put(Setting.DATA, new Settings.Given("data", "--data"));
    return Configuration.of(Settings.gather(all, NO_VARIABLES, file));
  }

  private SettingsFile read(String text) throws ConfigurationException, IOException {
    Path file = folder.resolve("c.toml");
    Files.writeString(file, text);
    return SettingsFile.read(file);
  }
}
