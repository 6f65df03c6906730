package com.cipherquay.tests.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

final class ArchitectureTest {

  /** Who may use a library: what it does belongs into these packages and nowhere else. */
  private record Library(String packages, List<String> users, String reason) {

    ArchRule rule() {
      return noClasses()
          .that(DescribedPredicate.not(resideInAnyPackage(users.toArray(String[]::new))))
          .should()
          .dependOnClassesThat(resideInAPackage(packages))
          .because(reason);
    }
  }

  private static final List<Library> LIBRARIES =
      List.of(
          new Library(
              "org.eclipse.jetty.server..",
              List.of("com.cipherquay.proxy.http", "com.cipherquay.proxy.admin"),
              "the HTTP server can be replaced by rewriting one package"),
          new Library(
              "org.apache.hc..",
              List.of("com.cipherquay.proxy.upstream"),
              "only the upstream store calls out"),
          new Library(
              "com.google.crypto.tink..",
              List.of(
                  "com.cipherquay.keyset",
                  "com.cipherquay.kms",
                  "com.cipherquay.grant",
                  "com.cipherquay.vault"),
              "cryptography is in the vault, below HTTP and S3"),
          new Library(
              "software.amazon.awssdk..",
              List.of(
                  "com.cipherquay.proxy.upstream", "com.cipherquay.kms", "com.cipherquay.keytool"),
              "the SDK only finds credentials, and signs what goes to AWS KMS and STS"),
          new Library(
              "java.net.http..",
              List.of("com.cipherquay.kms", "com.cipherquay.keytool"),
              "a vault calls a key management service, grant sts its own, and nobody else"),
          new Library(
              "org.bouncycastle..",
              List.of("com.cipherquay.keyset"),
              "only the passphrase needs what Java and Tink lack"),
          new Library(
              "java.sql..", List.of("com.cipherquay.store"), "the index is the local store's own"),
          new Library(
              "picocli..",
              List.of("com.cipherquay.proxy", "com.cipherquay.keytool"),
              "the command line ends at Main"),
          new Library(
              "io.prometheus..",
              List.of("com.cipherquay.proxy.admin"),
              "what is measured is told to a listener, not to a library"));

  private static final JavaClasses OURS = importOurs();

  @TestFactory
  Stream<DynamicTest> everyPackageUsesOnlyWhatTheTableAllows() {
    return ImportTable.ROWS.stream()
        .map(row -> DynamicTest.dynamicTest(row.name(), () -> check(row.rule())));
  }

  @TestFactory
  Stream<DynamicTest> everyLibraryStaysInItsPlace() {
    return LIBRARIES.stream()
        .map(library -> DynamicTest.dynamicTest(library.packages(), () -> check(library.rule())));
  }

  @Test
  void everyPackageIsInTheTable() {
    Set<String> unknown =
        OURS.stream().map(JavaClass::getPackageName).collect(Collectors.toCollection(TreeSet::new));
    ImportTable.ROWS.forEach(row -> unknown.remove(row.name()));
    assertEquals(Set.of(), unknown, "packages that ImportTable does not know");
  }

  /** package-info.java says what a package is for, and forbids null in it. */
  @Test
  void everyPackageIsNullMarked() {
    Set<String> unmarked =
        OURS.stream()
            .map(JavaClass::getPackage)
            .filter(found -> !found.isAnnotatedWith(NullMarked.class))
            .map(JavaPackage::getName)
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(Set.of(), unmarked);
  }

  @Test
  void classesAreFinal() {
    check(
        classes()
            .that()
            .areNotInterfaces()
            .and()
            .doNotHaveModifier(JavaModifier.ABSTRACT)
            .and()
            .areNotEnums()
            .and()
            .areNotAnonymousClasses()
            .should()
            .haveModifier(JavaModifier.FINAL)
            .because("what is not designed to be extended is not extended"));
  }

  /** The rules bite: the vault does use the keyset and the store, so forbidding it must fail. */
  @Test
  void aForbiddenImportIsFound() {
    ArchRule tooStrict =
        new ImportTable.Row(ImportTable.ROOT + ".vault", Set.of(), "of this test").rule();
    assertTrue(tooStrict.evaluate(OURS).hasViolation());
  }

  /** The rules look at our classes and at the names of what they use: libraries stay unread. */
  private static JavaClasses importOurs() {
    ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
    return new ClassFileImporter()
        .withImportOption(new ImportOption.DoNotIncludeTests())
        .withImportOption(location -> !location.contains("-tests.jar"))
        .importPackages(ImportTable.ROOT);
  }

  private static void check(ArchRule rule) {
    rule.allowEmptyShould(true).check(OURS);
  }
}
