package com.cipherquay.proxy;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Every setting, with what kind of value it takes and its default. conf/cipherquay.toml explains
 * them, and a test holds the two together.
 */
enum Setting {
  DATA("data", SettingKind.PATH, ""),
  LISTEN("listen", SettingKind.ADDRESS, "127.0.0.1:9000"),
  ADMIN("admin", SettingKind.ADDRESS, "127.0.0.1:9001"),
  INSECURE_LISTEN("insecure-listen", SettingKind.BOOLEAN, "false"),
  DOMAIN("domain", SettingKind.TEXT, ""),
  REGION("region", SettingKind.TEXT, ""),
  AUTH_SIGV2("auth.sigv2", SettingKind.BOOLEAN, "false"),
  AUTH_REVOCATION_REFRESH("auth.revocation-refresh", SettingKind.DURATION, "10s"),
  VAULT_PASSPHRASE_FILE("vault.passphrase-file", SettingKind.PATH, ""),
  VAULT_KMS_ENDPOINT("vault.kms-endpoint", SettingKind.URL, ""),
  VAULT_KMS_TOKEN_FILE("vault.kms-token-file", SettingKind.PATH, ""),
  TLS_CERTIFICATE("tls.certificate", SettingKind.PATH, ""),
  TLS_KEY("tls.key", SettingKind.PATH, ""),
  UPSTREAM_URL("upstream.url", SettingKind.URL, ""),
  UPSTREAM_REGION("upstream.region", SettingKind.TEXT, "us-east-1"),
  UPSTREAM_PATH_STYLE("upstream.path-style", SettingKind.BOOLEAN, "true"),
  UPSTREAM_PROFILE("upstream.profile", SettingKind.TEXT, ""),
  UPSTREAM_CA("upstream.ca", SettingKind.PATH, ""),
  UPSTREAM_CONNECT_TIMEOUT("upstream.connect-timeout", SettingKind.DURATION, "5s"),
  UPSTREAM_IDLE_TIMEOUT("upstream.idle-timeout", SettingKind.DURATION, "60s"),
  UPSTREAM_RESPONSE_TIMEOUT("upstream.response-timeout", SettingKind.DURATION, "60s"),
  UPSTREAM_CONNECTIONS("upstream.connections", SettingKind.COUNT, "200"),
  UPSTREAM_RETRIES("upstream.retries", SettingKind.COUNT, "2"),
  UPSTREAM_COPY_LIMIT("upstream.copy-limit", SettingKind.SIZE, "5GiB"),
  UPSTREAM_CHECKSUMS("upstream.checksums", SettingKind.BOOLEAN, "false"),
  LOCAL_FSYNC("local.fsync", SettingKind.BOOLEAN, "true"),
  LIMITS_THREADS("limits.threads", SettingKind.COUNT, "200"),
  LIMITS_CONNECTIONS("limits.connections", SettingKind.COUNT, "1024"),
  LIMITS_IDLE_TIMEOUT("limits.idle-timeout", SettingKind.DURATION, "60s"),
  LIMITS_DRAIN_TIMEOUT("limits.drain-timeout", SettingKind.DURATION, "8s"),
  LISTING_ORDER("listing.order", SettingKind.LIST_ORDER, "stored"),
  LISTING_REMEMBER("listing.remember", SettingKind.DURATION, "5s"),
  LOG_LEVEL("log.level", SettingKind.LEVEL, "info"),
  LOG_FORMAT("log.format", SettingKind.LOG_FORMAT, "text"),
  LOG_FILE("log.file", SettingKind.PATH, ""),
  LOG_REQUESTS("log.requests", SettingKind.BOOLEAN, "true"),
  LOG_NAMES("log.names", SettingKind.BOOLEAN, "false");

  private final String path;
  private final SettingKind kind;
  private final String fallback;

  Setting(String path, SettingKind kind, String fallback) {
    this.path = path;
    this.kind = kind;
    this.fallback = fallback;
  }

  /** The dotted name in the file. */
  String path() {
    return path;
  }

  SettingKind kind() {
    return kind;
  }

  /** The default as it would be written in the environment; empty for none. */
  String fallback() {
    return fallback;
  }

  /** The environment variable that overrides the file. */
  String variable() {
    return "CIPHERQUAY_" + path.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  static Optional<Setting> ofPath(String path) {
    return Arrays.stream(values()).filter(setting -> setting.path.equals(path)).findAny();
  }

  static Optional<Setting> ofVariable(String variable) {
    return Arrays.stream(values()).filter(s -> s.variable().equals(variable)).findAny();
  }
}
