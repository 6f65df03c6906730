package com.cipherquay.tests.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.List;
import java.util.Set;

/** Which package of ours may use which other one, each row with its reason. */
final class ImportTable {

  /**
   * A row.
   *
   * @param name the package, without its sub-packages
   * @param uses the packages of ours that it may use besides itself
   * @param reason why no more
   */
  record Row(String name, Set<String> uses, String reason) {

    ArchRule rule() {
      return ArchRuleDefinition.noClasses()
          .that()
          .resideInAPackage(name)
          .should()
          .dependOnClassesThat(oursBut(name, uses))
          .because(reason);
    }
  }

  static final String ROOT = "com.cipherquay";

  private static final String STORE = ROOT + ".store";
  private static final String AUDIT = ROOT + ".audit";
  private static final String KEYSET = ROOT + ".keyset";
  private static final String KMS = ROOT + ".kms";
  private static final String GRANT = ROOT + ".grant";
  private static final String VAULT = ROOT + ".vault";
  private static final String KEYTOOL = ROOT + ".keytool";
  static final String PROXY = ROOT + ".proxy";
  private static final String S3 = PROXY + ".s3";
  private static final String XML = PROXY + ".s3.xml";
  private static final String SIGV4 = PROXY + ".sigv4";
  private static final String ACCESS = PROXY + ".access";
  private static final String FORM = PROXY + ".form";
  private static final String SPOOL = PROXY + ".spool";
  private static final String OPERATION = PROXY + ".operation";
  private static final String UPSTREAM = PROXY + ".upstream";
  private static final String HTTP = PROXY + ".http";
  private static final String ADMIN = PROXY + ".admin";

  static final List<Row> ROWS =
      List.of(
          new Row(STORE, Set.of(), "a store must not be able to name a key or a plaintext name"),
          new Row(AUDIT, Set.of(), "what is written down knows no key and no name"),
          new Row(
              KEYSET, Set.of(AUDIT), "root keys are derived from in one place that knows no data"),
          new Row(KMS, Set.of(KEYSET), "the keyset calls nobody: a service is given to it"),
          new Row(
              GRANT, Set.of(AUDIT, KEYSET), "a grant says what is allowed, and touches nothing"),
          new Row(VAULT, Set.of(KEYSET, STORE), "the format knows no HTTP and no S3 protocol"),
          new Row(
              KEYTOOL,
              Set.of(AUDIT, GRANT, KEYSET, KMS, PROXY, STORE, VAULT),
              "of the proxy it takes what opens a store by its settings; recovery needs no store"),
          new Row(S3, Set.of(), "the words of both S3 sides are values without decisions"),
          new Row(XML, Set.of(S3), "documents are values too"),
          new Row(SIGV4, Set.of(), "one canonicaliser serves verifying and signing alike"),
          new Row(FORM, Set.of(S3), "what a form says is parsed before anybody is believed"),
          new Row(SPOOL, Set.of(), "what waits on the disk is bytes and nothing else"),
          new Row(
              ACCESS,
              Set.of(FORM, GRANT, S3, SIGV4, VAULT),
              "who calls is decided before any store"),
          new Row(
              OPERATION,
              Set.of(ACCESS, FORM, S3, XML, SIGV4, SPOOL, STORE, VAULT),
              "operations know neither the HTTP server nor which store is below"),
          new Row(
              UPSTREAM,
              Set.of(STORE, S3, XML, SIGV4),
              "what speaks to an upstream sees ciphertext only"),
          new Row(HTTP, Set.of(OPERATION, S3), "the edge translates HTTP and decides nothing"),
          new Row(ADMIN, Set.of(), "health and metrics can not reach keys or objects"),
          new Row(
              PROXY,
              Set.of(
                  ACCESS, ADMIN, AUDIT, GRANT, HTTP, KEYSET, KMS, OPERATION, S3, SIGV4, SPOOL,
                  STORE, UPSTREAM, VAULT),
              "Wiring puts everything together, but speaks no XML and runs no keytool"));

  private ImportTable() {}

  private static DescribedPredicate<JavaClass> oursBut(String name, Set<String> uses) {
    return DescribedPredicate.describe(
        "are ours and neither in " + name + " nor in one of " + uses,
        type ->
            type.getPackageName().startsWith(ROOT)
                && !type.getPackageName().equals(name)
                && !uses.contains(type.getPackageName()));
  }
}
