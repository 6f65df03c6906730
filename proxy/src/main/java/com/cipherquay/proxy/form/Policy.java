package com.cipherquay.proxy.form;

import com.cipherquay.proxy.s3.S3ErrorCode;
import com.cipherquay.proxy.s3.S3Exception;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the owner of a bucket allows a form to be (AWS, "POST Policy"). Immutable. */
public final class Policy {

  private static final String BUCKET = "bucket";
  private static final String IGNORED = "x-ignore-";
  private static final Set<String> UNCONDITIONAL =
      Set.of("x-amz-signature", "signature", "awsaccesskeyid", "policy", "file");

  private final Instant expiration;
  private final List<Condition> conditions;

  /**
   * @param expiration until when forms are allowed
   * @param conditions all of which must hold
   */
  Policy(Instant expiration, List<Condition> conditions) {
    this.expiration = expiration;
    this.conditions = List.copyOf(conditions);
  }

  /**
   * Reads a policy, whose signature has been verified.
   *
   * @param base64 as the form has it
   * @throws S3Exception {@code InvalidPolicyDocument}
   */
  public static Policy read(String base64) {
    return PolicyReader.read(base64);
  }

  /**
   * Passes if the policy allows forms still.
   *
   * @throws S3Exception {@code AccessDenied}
   */
  public void requireCurrent(Instant now) {
    if (now.isAfter(expiration)) {
      throw violated("Policy expired.");
    }
  }

  /**
   * Passes if the form is what the policy allows: every condition holds, and every field is subject
   * to one.
   *
   * @param bucket the bucket that the form was sent to
   * @throws S3Exception {@code AccessDenied}
   */
  public void require(FormFields fields, String bucket) {
    Set<String> covered = new HashSet<>();
    for (Condition condition : conditions) {
      if (condition instanceof Condition.Field field) {
        covered.add(field.field());
        if (!holds(field, fields, bucket)) {
          throw violated("Policy Condition failed: " + field.text());
        }
      } else if (condition instanceof Condition.Impossible impossible) {
        throw violated("Policy Condition failed: " + impossible.text());
      }
    }
    requireCovered(BUCKET, fields, covered);
    for (Map.Entry<String, String> field : fields.entries()) {
      requireCovered(field.getKey(), fields, covered);
    }
  }

  /**
   * How large the file may be.
   *
   * @param most if the policy allows more
   */
  public SizeRange sizes(long most) {
    SizeRange sizes = new SizeRange(0, most);
    for (Condition condition : conditions) {
      if (condition instanceof Condition.Size size) {
        sizes = sizes.and(size.range());
      }
    }
    return sizes;
  }

  /** The bucket is the one in the URL; a field of that name must not say otherwise. */
  private static boolean holds(Condition.Field condition, FormFields fields, String bucket) {
    if (!condition.field().equals(BUCKET)) {
      return condition.holds(fields.value(condition.field()));
    }
    return condition.holds(Optional.of(bucket))
        && fields.value(BUCKET).filter(name -> !name.equals(bucket)).isEmpty();
  }

  private static void requireCovered(String name, FormFields fields, Set<String> covered) {
    if (!covered.contains(name) && !UNCONDITIONAL.contains(name) && !name.startsWith(IGNORED)) {
      throw violated("Extra input fields: " + fields.spelling(name));
    }
  }

  private static S3Exception violated(String reason) {
    return new S3Exception(S3ErrorCode.ACCESS_DENIED, "Invalid according to Policy: " + reason);
  }
}
