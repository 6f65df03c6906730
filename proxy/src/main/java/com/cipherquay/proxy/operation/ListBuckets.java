package com.cipherquay.proxy.operation;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.cipherquay.proxy.access.Permission;
import com.cipherquay.proxy.s3.S3Response;
import com.cipherquay.proxy.s3.xml.BucketsDocument;
import com.cipherquay.store.BucketStore.Bucket;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * ListBuckets: the buckets that the caller may list, by name.
 *
 * @param prefix only names that start with it
 * @param region only buckets in it; all of them are in the one of this proxy
 * @param after only names after this one
 * @param limit how many
 * @param narrowed whether anything was asked for, which makes S3 name regions
 */
record ListBuckets(
    Optional<String> prefix, Optional<String> region, String after, int limit, boolean narrowed)
    implements S3Operation {

  private static final int MAX_BUCKETS = 10_000;
  private static final Set<String> PARAMETERS =
      Set.of("bucket-region", "continuation-token", "max-buckets", "prefix");

  static ListBuckets parse(Call call) {
    call.understoodBy(PARAMETERS, Set.of());
    int limit =
        call.parameter("max-buckets")
            .map(value -> Numbers.between("max-buckets", value, 1, MAX_BUCKETS))
            .orElse(MAX_BUCKETS);
    String after = call.parameter("continuation-token").map(ListBuckets::open).orElse("");
    return new ListBuckets(
        call.parameter("prefix"),
        call.parameter("bucket-region"),
        after,
        limit,
        PARAMETERS.stream().anyMatch(call::has));
  }

  private static String open(String token) {
    try {
      return new String(Base64.getUrlDecoder().decode(token), UTF_8);
    } catch (IllegalArgumentException e) {
      throw Call.invalid(
          "continuation-token", token, "The continuation token provided is incorrect");
    }
  }

  @Override
  public List<Permission> permissions() {
    return List.of();
  }

  @Override
  public S3Response execute(OperationContext context) throws IOException {
    List<Bucket> visible =
        context.vaults().list().stream()
            .filter(bucket -> region.orElse(context.region()).equals(context.region()))
            .filter(bucket -> bucket.name().startsWith(prefix.orElse("")))
            .filter(bucket -> bucket.name().compareTo(after) > 0)
            .filter(bucket -> context.allowed().test(Permission.list(bucket.name(), "")))
            .toList();
    List<Bucket> page = visible.subList(0, Math.min(limit, visible.size()));
    Optional<String> continuation =
        page.size() < visible.size()
            ? Optional.of(token(page.get(page.size() - 1).name()))
            : Optional.empty();
    Optional<String> shown = narrowed ? Optional.of(context.region()) : Optional.empty();
    List<BucketsDocument.Entry> entries =
        page.stream().map(b -> new BucketsDocument.Entry(b.name(), b.created(), shown)).toList();
    return Responses.document(
        new BucketsDocument(Responses.OWNER, entries, prefix, continuation).toXml());
  }

  private static String token(String name) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(name.getBytes(UTF_8));
  }
}
