package com.cipherquay.proxy.operation;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.cipherquay.proxy.access.Permission;
import com.cipherquay.proxy.access.RequestBody;
import com.cipherquay.proxy.access.SignedForm;
import com.cipherquay.proxy.form.SizeRange;
import com.cipherquay.proxy.s3.S3Response;
import com.cipherquay.proxy.s3.xml.TaggingDocument;
import com.cipherquay.proxy.spool.Spool;
import com.cipherquay.store.WriteCondition;
import com.cipherquay.store.Written;
import com.cipherquay.vault.ObjectDescription;
import com.cipherquay.vault.ObjectKey;
import com.cipherquay.vault.PlaintextBody;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * PostObject, by which a browser uploads a file out of a form.
 *
 * <p>A form does not say how long its file is, and the store must know before the first byte. So
 * the file is spooled, and only what all of the policy allows goes to the store.
 *
 * @param file of the form
 * @param answer what the form wants to hear
 */
record PostObject(
    String bucket, ObjectKey key, ObjectDescription description, PostedBody file, PostAnswer answer)
    implements S3Operation {

  /**
   * The file, and how large it may be.
   *
   * @param likelySize what the request makes believe before it has been read
   * @param host under which the form was sent
   */
  record PostedBody(RequestBody body, SizeRange sizes, long likelySize, String host) {}

  static PostObject parse(String bucket, Call call, SignedForm form, String rawPath) {
    call.harmless("content-md5", Set.of());
    WriteConditions.none(call);
    form.policy().require(form.fields(), bucket);
    Call described = FormHeaders.described(call, form);
    described.understoodBy(Set.of(), UploadHeaders.NAMES);
    UploadHeaders.requireHarmless(described);
    PostedBody file =
        new PostedBody(
            call.body(),
            form.policy().sizes(UploadBody.MAX_LENGTH),
            form.likelySize(),
            call.header("host").orElse(""));
    return new PostObject(
        bucket, key(form), description(described, form), file, PostAnswer.of(form, rawPath));
  }

  /** Tags are a document in a form, and words in a header. */
  private static ObjectDescription description(Call described, SignedForm form) {
    ObjectDescription description = UploadHeaders.described(described);
    return form.fields()
        .value(GetObjectTagging.PARAMETER)
        .map(document -> TagWords.of(TaggingDocument.parse(document.getBytes(UTF_8)).tags()))
        .map(
            tags ->
                new ObjectDescription(
                    description.metadata(), tags, description.storageClass(), description.lock()))
        .orElse(description);
  }

  private static ObjectKey key(SignedForm form) {
    String key =
        form.fields()
            .value("key")
            .orElseThrow(
                () ->
                    Call.invalid(
                        "key",
                        "",
                        "Bucket POST must contain a field named 'key'.  If it is specified, please"
                            + " check the order of the fields."));
    if (key.isEmpty()) {
      throw Call.invalid("key", "", "User key must have a length greater than 0.");
    }
    return Target.key(key);
  }

  @Override
  public List<Permission> permissions() {
    return List.of(Permission.write(bucket, key));
  }

  @Override
  public S3Response execute(OperationContext context) throws IOException {
    SizeRange sizes = file.sizes();
    try (Spool spool = context.spools().fill(file.body().stream(), sizes.most())) {
      if (spool.length() > sizes.most()) {
        throw sizes.tooLarge(Math.max(spool.length(), file.likelySize()));
      }
      sizes.require(spool.length());
      PlaintextBody body =
          new PlaintextBody(spool.stream(), spool.length(), file.body()::checksums);
      Written written =
          context.vaults().open(bucket).put(key, description, body, WriteCondition.NONE);
      List<Map.Entry<String, String>> headers = new ArrayList<>();
      headers.add(ObjectHeaders.ENCRYPTED);
      headers.addAll(VersionIds.header(VersionIds.HEADER, written.versionId()));
      headers.addAll(ChecksumWords.headers(ChecksumWords.ofBody(file.body().checksums())));
      String origin = context.scheme() + "://" + file.host();
      return answer.toResponse(origin, bucket, key, ObjectHeaders.quoted(written.etag()), headers);
    }
  }
}
