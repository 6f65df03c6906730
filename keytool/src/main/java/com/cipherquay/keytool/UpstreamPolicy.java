package com.cipherquay.keytool;

import com.cipherquay.grant.GrantAction;
import com.cipherquay.grant.GrantScope;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The policy by which an upstream lets someone do some actions on some ciphertext, and nothing else
 * (AWS, "IAM JSON policy reference", version 2012-10-17).
 *
 * <p>Beside the objects themselves it names what a proxy writes to put an object in parts, below
 * {@code .cq/uploads/}, and to have objects end by themselves, below {@code .cq/expires/}.
 */
final class UpstreamPolicy {

  private static final String ARN = "arn:aws:s3:::";
  private static final String UPLOADS = ".cq/uploads/";
  private static final String EXPIRES = ".cq/expires/";

  /**
   * Where an upstream has something.
   *
   * @param bucket the upstream's
   * @param root with what the names of all objects begin there, mostly nothing
   * @param stored the stored path, as {@link StoredScopes#of} has it
   * @param kind what it is
   */
  record Place(String bucket, String root, String stored, GrantScope.Kind kind) {

    Place {
      // They mean something in a policy.
      if (!(bucket + root).chars().allMatch(c -> c > ' ' && c < 0x7f && "*?$".indexOf(c) < 0)) {
        throw new IllegalArgumentException("no place for a policy: " + bucket + "/" + root);
      }
    }

    private boolean isObject() {
      return kind == GrantScope.Kind.OBJECT;
    }

    /** The names of the objects, as a pattern. */
    private String pattern() {
      return root + stored + (isObject() ? "" : "*");
    }

    private String arn(String name) {
      return ARN + bucket + "/" + name;
    }
  }

  private final Set<GrantAction> actions;
  private final List<Map<String, Object>> statements = new ArrayList<>();

  private UpstreamPolicy(Set<GrantAction> actions) {
    this.actions = actions;
  }

  /** The policy, as fields of a JSON document. */
  static Map<String, Object> of(Set<GrantAction> actions, List<Place> places) {
    UpstreamPolicy policy = new UpstreamPolicy(actions);
    places.forEach(policy::objects);
    if (actions.contains(GrantAction.WRITE)) {
      places.stream()
          .map(place -> new Place(place.bucket(), place.root(), "", GrantScope.Kind.BUCKET))
          .distinct()
          .forEach(policy::records);
    }
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("Version", "2012-10-17");
    document.put("Statement", policy.statements);
    return document;
  }

  private void objects(Place place) {
    if (actions.contains(GrantAction.LIST)) {
      list(place.bucket(), place.pattern(), place.isObject());
    }
    List<String> allowed = new ArrayList<>();
    if (actions.contains(GrantAction.READ)) {
      allowed.add("s3:GetObject");
    }
    if (actions.contains(GrantAction.WRITE)) {
      allowed.addAll(
          List.of("s3:PutObject", "s3:AbortMultipartUpload", "s3:ListMultipartUploadParts"));
    }
    if (actions.contains(GrantAction.DELETE)) {
      allowed.add("s3:DeleteObject");
    }
    if (!allowed.isEmpty()) {
      allow(allowed, place.arn(place.pattern()), Map.of());
    }
  }

  /** What a proxy keeps beside uploads in progress and objects that end by themselves. */
  private void records(Place all) {
    String uploads = all.root() + UPLOADS + "*";
    list(all.bucket(), uploads, false);
    allow(List.of("s3:GetObject", "s3:PutObject", "s3:DeleteObject"), all.arn(uploads), Map.of());
    String expires = all.root() + EXPIRES + "*";
    list(all.bucket(), expires, false);
    allow(List.of("s3:GetObject", "s3:PutObject", "s3:DeleteObject"), all.arn(expires), Map.of());
  }

  private void list(String bucket, String pattern, boolean exact) {
    Map<String, Object> prefix = Map.of("s3:prefix", List.of(pattern));
    boolean everything = pattern.equals("*");
    Map<String, Object> condition = Map.of(exact ? "StringEquals" : "StringLike", prefix);
    allow(List.of("s3:ListBucket"), ARN + bucket, everything ? Map.of() : condition);
  }

  private void allow(List<String> what, String resource, Map<String, Object> condition) {
    Map<String, Object> statement = new LinkedHashMap<>();
    statement.put("Effect", "Allow");
    statement.put("Action", what);
    statement.put("Resource", List.of(resource));
    if (!condition.isEmpty()) {
      statement.put("Condition", condition);
    }
    statements.add(statement);
  }
}
