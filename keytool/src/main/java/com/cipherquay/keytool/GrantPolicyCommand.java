package com.cipherquay.keytool;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code grant policy}: what the upstream is to allow. */
@Command(
    name = "policy",
    mixinStandardHelpOptions = true,
    description = {
      "Prints the policy (IAM, 2012-10-17) by which the upstream lets a user of its own reach the",
      "ciphertext of a key grant, or of the given scopes, and nothing else. With write it names the",
      "records of uploads and of objects that end, too, which are of the whole bucket."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:done", "1:no vault, or no key grant for it", "2:wrong usage"},
    footerHeading = "%nExample:%n",
    footer = {
      "  $ cipherquay-keytool grant policy --data data --bucket photos --prefix 2024/ \\",
      "      --allow read,list > policy.json",
      "  $ aws iam put-user-policy --user-name jo --policy-name photos \\",
      "      --policy-document file://policy.json"
    })
final class GrantPolicyCommand implements Callable<Integer> {

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Mixin private final Output output = new Output();
  @Mixin private final UpstreamPlaces places = new UpstreamPlaces();

  @Override
  public Integer call() throws IOException {
    Map<String, Object> policy = places.find(spec).policy();
    output.print(spec.commandLine().getOut(), Output.json(policy), policy);
    return 0;
  }
}
