package com.cipherquay.proxy.upstream;

import com.cipherquay.proxy.s3.xml.StoreDocuments;
import com.cipherquay.proxy.s3.xml.StoreTagging;
import com.cipherquay.proxy.s3.xml.TaggingDocument;
import com.cipherquay.store.StoreException;
import com.cipherquay.store.StoreFault;
import com.cipherquay.store.StoredTags;
import com.cipherquay.store.StoredVersion;
import com.cipherquay.store.TagStore;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The tags of the objects of one place. */
record S3Tags(ObjectRequests requests) implements TagStore {

  // Ten tags, every character escaped.
  private static final int ANSWER_LIMIT = 64 * 1024;

  @Override
  public StoredTags get(StoredVersion object) throws IOException {
    try (UpstreamAnswer answer = requests.client().send(about("GET", object))) {
      return tags(answer);
    } catch (StoreException e) {
      throw ofTags(e);
    }
  }

  private static StoredTags tags(UpstreamAnswer answer) throws StoreException {
    Map<String, String> tags = new HashMap<>();
    for (StoreTagging.Tag tag : Documents.read(answer, ANSWER_LIMIT, S3Tags::document).tags()) {
      if (tags.put(tag.key(), tag.value()) != null) {
        throw answer.broken("has a tag twice");
      }
    }
    return new StoredTags(tags);
  }

  private static StoreTagging document(byte[] document) throws IOException {
    // Ceph says nothing at all of an object whose tags it forgot when it was copied or uploaded.
    return document.length == 0 ? new StoreTagging(List.of()) : StoreDocuments.tagging(document);
  }

  @Override
  public void put(StoredVersion object, StoredTags tags) throws IOException {
    List<TaggingDocument.Tag> sorted =
        new TreeMap<>(tags.byKey())
            .entrySet().stream()
                .map(tag -> new TaggingDocument.Tag(tag.getKey(), tag.getValue()))
                .toList();
    Payload.Bytes document = new Payload.Bytes(new TaggingDocument(sorted).toXml().array());
    perform(
        about("PUT", object)
            .header("content-type", "application/xml")
            .header("content-md5", document.md5())
            .payload(document, UpstreamRequest.Repeat.ALWAYS));
  }

  @Override
  public void delete(StoredVersion object) throws IOException {
    perform(about("DELETE", object));
  }

  private void perform(UpstreamRequest request) throws IOException {
    try {
      requests.client().perform(request);
    } catch (StoreException e) {
      throw ofTags(e);
    }
  }

  private UpstreamRequest about(String method, StoredVersion object) throws StoreException {
    UpstreamRequest request = requests.about(method, object.name()).query("tagging", "");
    return object.versionId().isPresent()
        ? request.query("versionId", object.versionId().get())
        : request;
  }

  /** What a refusal means of a request whose point are tags. */
  static StoreException ofTags(StoreException e) {
    return e.fault() == StoreFault.UNSUPPORTED
        ? new StoreException(StoreFault.TAGS_UNSUPPORTED, "the store has no tags", e)
        : e;
  }
}
