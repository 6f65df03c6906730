package com.cipherquay.grant;

import com.cipherquay.audit.AuditEvent;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What the audit log says of grants: which one, what may be done, until when. Not where: that would
 * be names.
 */
public final class GrantEvents {

  private GrantEvents() {}

  /** Something that was done with an access grant. */
  public static AuditEvent of(String what, Grant grant) {
    GrantLink first = grant.links().get(0);
    AuditEvent event =
        ofTerms(what, first)
            .with("grant", grant.lineage().get(0))
            .with("accessKeyId", grant.accessKeyId());
    boolean narrowed = grant.links().size() > 1;
    return narrowed ? event.with("narrowed", grant.id()) : event;
  }

  /** Something that was done with a key grant. */
  static AuditEvent of(String what, String id, GrantLink terms) {
    return ofTerms(what, terms).with("grant", id);
  }

  private static AuditEvent ofTerms(String what, GrantLink terms) {
    String actions =
        terms.actions().orElse(Set.of()).stream()
            .map(GrantAction::word)
            .collect(Collectors.toCollection(TreeSet::new))
            .stream()
            .collect(Collectors.joining(","));
    return AuditEvent.of("grant." + what)
        .with("allow", actions)
        .with("expires", terms.notAfter().map(Object::toString).orElse("none"));
  }
}
