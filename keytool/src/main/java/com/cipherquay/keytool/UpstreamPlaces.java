package com.cipherquay.keytool;

import com.cipherquay.grant.GrantAction;
import com.cipherquay.grant.GrantScope;
import com.cipherquay.grant.KeyGrant;
import com.cipherquay.keyset.Keyset;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** What of an upstream a policy is about: that of a key grant, or scopes of a vault. */
final class UpstreamPlaces {

  @Mixin private final VaultOption vault = new VaultOption();
  @Mixin private final KeyGrantOpening opening = new KeyGrantOpening();

  @ArgGroup(exclusive = false, multiplicity = "0..*")
  private List<GrantScopeOptions> scopes = new ArrayList<>();

  @Option(
      names = "--allow",
      paramLabel = "ACTION,...",
      converter = GrantConditions.ActionsConverter.class,
      description = "Of read, write, list, delete; default: those of the key grant.")
  private Optional<GrantConditions.Actions> actions = Optional.empty();

  @Option(
      names = "--at",
      paramLabel = "BUCKET[/PREFIX]",
      description = "Where the upstream has the bucket, if the proxy maps it with [buckets].")
  private Optional<String> at = Optional.empty();

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "A key grant that the vault can open, instead of scopes.")
  private Optional<Path> file = Optional.empty();

  /**
   * A policy.
   *
   * @param policy as fields of a JSON document
   * @param end when the key grant ends, if it is of one that does
   */
  record Found(Map<String, Object> policy, Optional<Instant> end) {}

  /**
   * The policy.
   *
   * @throws IOException with a message for the user
   */
  Found find(CommandSpec spec) throws IOException {
    if (file.isPresent() == !scopes.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "one of FILE and --bucket");
    }
    Keyset keyset = vault.unlock();
    Optional<KeyGrant> grant = Optional.empty();
    if (file.isPresent()) {
      grant = Optional.of(opening.open(KeyGrantDocument.read(file.get()), keyset));
    }
    Optional<Set<GrantAction>> ofGrant = grant.flatMap(it -> it.terms().actions());
    Optional<Set<GrantAction>> allowed =
        actions.map(GrantConditions.Actions::set).or(() -> ofGrant);
    if (allowed.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "--allow is missing: what may be done?");
    }
    try {
      return new Found(
          UpstreamPolicy.of(allowed.get(), places(keyset, grant)),
          grant.flatMap(it -> it.terms().notAfter()));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private List<UpstreamPolicy.Place> places(Keyset keyset, Optional<KeyGrant> grant)
      throws IOException {
    List<UpstreamPolicy.Place> places = new ArrayList<>();
    if (grant.isPresent()) {
      List<GrantScope> given = grant.get().terms().scopes();
      for (int i = 0; i < given.size(); i++) {
        places.add(place(given.get(i), grant.get().keys().get(i).stored()));
      }
    } else {
      for (GrantScopeOptions option : scopes) {
        GrantScope scope = option.scope();
        places.add(place(scope, StoredScopes.of(keyset, scope)));
      }
    }
    boolean several = places.stream().map(UpstreamPolicy.Place::bucket).distinct().count() > 1;
    if (several && at.isPresent()) {
      throw new IllegalArgumentException("--at is for one bucket");
    }
    return places;
  }

  private UpstreamPolicy.Place place(GrantScope scope, String stored) {
    if (at.isEmpty()) {
      return new UpstreamPolicy.Place(scope.bucket(), "", stored, scope.kind());
    }
    int slash = at.get().indexOf('/');
    String bucket = slash < 0 ? at.get() : at.get().substring(0, slash);
    String prefix = slash < 0 ? "" : at.get().substring(slash + 1);
    String root = prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/";
    return new UpstreamPolicy.Place(bucket, root, stored, scope.kind());
  }
}
