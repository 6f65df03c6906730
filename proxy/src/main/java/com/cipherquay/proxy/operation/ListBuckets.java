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
 * @param after only names after this one
 * @param limit how many
 */
record ListBuckets(Optional<String> prefix, String after, int limit) implements S3Operation {

  private static final int MAX_BUCKETS = 10_000;

  static ListBuckets parse(Call call) {
    call.understoodBy(Set.of("prefix", "max-buckets", "continuation-token"), Set.of());
    int limit =
        call.parameter("max-buckets")
            .map(value -> Numbers.between("max-buckets", value, 1, MAX_BUCKETS))
            .orElse(MAX_BUCKETS);
    String after = call.parameter("continuation-token").map(ListBuckets::open).orElse("");
    return new ListBuckets(call.parameter("prefix"), after, limit);
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
            .filter(bucket -> bucket.name().startsWith(prefix.orElse("")))
            .filter(bucket -> bucket.name().compareTo(after) > 0)
            .filter(bucket -> context.allowed().test(Permission.list(bucket.name(), "")))
            .toList();
    List<Bucket> page = visible.subList(0, Math.min(limit, visible.size()));
    Optional<String> continuation =
        page.size() < visible.size()
            ? Optional.of(token(page.get(page.size() - 1).name()))
            : Optional.empty();
    List<BucketsDocument.Entry> entries =
        page.stream().map(b -> new BucketsDocument.Entry(b.name(), b.created())).toList();
    return Responses.document(
        new BucketsDocument(Responses.OWNER, entries, prefix, continuation).toXml());
  }

  private static String token(String name) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(name.getBytes(UTF_8));
  }
}
