package com.cipherquay.keytool;

import com.cipherquay.grant.GrantAction;
import com.cipherquay.grant.GrantLink;
import com.cipherquay.grant.GrantScope;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.StringTokenizer;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What a grant is made or narrowed with, beside its scopes. */
final class GrantConditions {

  @Option(
      names = "--allow",
      paramLabel = "ACTION,...",
      description = "Of read, write, list, delete, bucket-admin; nothing else is allowed.",
      converter = ActionsConverter.class)
  private Optional<Actions> actions = Optional.empty();

  @Option(
      names = "--not-before",
      paramLabel = "TIME",
      converter = GrantTime.Converter.class,
      description = "When it begins: +2h, an RFC 3339 time, or none.")
  private GrantTime notBefore = GrantTime.NONE;

  @Option(
      names = "--label",
      paramLabel = "TEXT",
      description = "What you call it; whoever has the grant can read it.")
  private Optional<String> label = Optional.empty();

  @Option(
      names = "--max-lifetime",
      paramLabel = "DURATION",
      converter = GrantTime.DurationConverter.class,
      description = "How long objects written under it last at most: 12h, 7d; default: for ever.")
  private Optional<Duration> maxLifetime = Optional.empty();

  boolean hasActions() {
    return actions.isPresent();
  }

  /**
   * The link with these scopes.
   *
   * @throws IllegalArgumentException if it can be none; the message is for the user
   */
  GrantLink link(List<GrantScope> scopes, GrantTime expires) {
    return new GrantLink(
        scopes,
        actions.map(Actions::set),
        notBefore.instant(),
        expires.instant(),
        label,
        maxLifetime);
  }

  /** What may be done. */
  record Actions(Set<GrantAction> set) {}

  /** Reads a list of actions. */
  static final class ActionsConverter implements ITypeConverter<Actions> {

    @Override
    public Actions convert(String text) {
      Set<GrantAction> actions = EnumSet.noneOf(GrantAction.class);
      StringTokenizer words = new StringTokenizer(text, ",");
      while (words.hasMoreTokens()) {
        String word = words.nextToken().strip();
        actions.add(
            GrantAction.of(word)
                .orElseThrow(() -> new TypeConversionException("there is no action " + word)));
      }
      if (actions.isEmpty()) {
        throw new TypeConversionException("no action at all");
      }
      return new Actions(actions);
    }
  }
}
