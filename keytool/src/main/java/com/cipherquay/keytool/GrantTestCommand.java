package com.cipherquay.keytool;

import com.cipherquay.grant.Grant;
import com.cipherquay.grant.GrantAction;
import com.cipherquay.grant.GrantCredential;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code grant test}: whether a grant allows something now, and why not. */
@Command(
    name = "test",
    mixinStandardHelpOptions = true,
    description = "Says whether the grant on standard input allows something now, and if not why.",
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:yes", "1:no, or there is no vault or grant", "2:wrong usage"},
    footerHeading = "%nExample:%n",
    footer = {
      "  $ cipherquay-keytool grant test --data data --get s3://photos/2023/a.jpg < grant.json",
      "  no: it is outside of the grant"
    })
final class GrantTestCommand implements Callable<Integer> {

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Mixin private final VaultOption vault = new VaultOption();
  @Mixin private final Output output = new Output();

  @ArgGroup(multiplicity = "1")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private Question question;

  /** What is asked for: one action, somewhere. */
  static final class Question {

    private GrantAction action = GrantAction.READ;
    private BucketPath path = new BucketPath("", "");

    @Option(
        names = "--get",
        paramLabel = "s3://B/KEY",
        converter = BucketPath.Converter.class,
        description = "To read an object?")
    void get(BucketPath asked) {
      ask(GrantAction.READ, asked);
    }

    @Option(
        names = "--put",
        paramLabel = "s3://B/KEY",
        converter = BucketPath.Converter.class,
        description = "To write an object?")
    void put(BucketPath asked) {
      ask(GrantAction.WRITE, asked);
    }

    @Option(
        names = "--delete",
        paramLabel = "s3://B/KEY",
        converter = BucketPath.Converter.class,
        description = "To delete an object?")
    void delete(BucketPath asked) {
      ask(GrantAction.DELETE, asked);
    }

    @Option(
        names = "--list",
        paramLabel = "s3://B/PREFIX",
        converter = BucketPath.Converter.class,
        description = "To list anything under a prefix?")
    void list(BucketPath asked) {
      ask(GrantAction.LIST, asked);
    }

    @Option(
        names = "--administer",
        paramLabel = "s3://B/",
        converter = BucketPath.Converter.class,
        description = "To configure or delete a bucket?")
    void administer(BucketPath asked) {
      ask(GrantAction.BUCKET_ADMIN, asked);
    }

    private void ask(GrantAction asked, BucketPath where) {
      action = asked;
      path = where;
    }

    private Optional<String> objection(Grant grant, Instant now) {
      return switch (action) {
        case LIST -> grant.listObjection(path.bucket(), path.path(), now);
        case BUCKET_ADMIN -> grant.objection(action, path.bucket(), now);
        case READ, WRITE, DELETE -> grant.objection(action, path.bucket(), path.path(), now);
      };
    }
  }

  @Override
  public Integer call() throws IOException {
    GrantCredential credential = GrantDocument.read(System.in, vault);
    Optional<String> objection =
        vault
            .objection(credential)
            .or(() -> question.objection(credential.grant(), Clock.systemUTC().instant()));
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("allowed", objection.isEmpty());
    objection.ifPresent(reason -> fields.put("reason", reason));
    output.print(
        spec.commandLine().getOut(),
        objection.map(reason -> "no: " + reason).orElse("yes"),
        fields);
    return objection.isEmpty() ? 0 : 1;
  }
}
