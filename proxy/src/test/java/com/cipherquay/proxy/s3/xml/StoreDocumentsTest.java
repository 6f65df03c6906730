package com.cipherquay.proxy.s3.xml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is read from the documents of stores. */
final class StoreDocumentsTest {

  @Test
  void versionsAndMarkersMayAlternate() throws Exception {
    String document =
        "<ListVersionsResult><EncodingType>url</EncodingType><IsTruncated>true</IsTruncated>"
            + "<Version><Key>a</Key><VersionId>1</VersionId></Version>"
            + "<Version><Key>a</Key><VersionId>2</VersionId></Version>"
            + "<DeleteMarker><Key>a</Key><VersionId>3</VersionId></DeleteMarker>"
            + "<Version><Key>b</Key><VersionId>null</VersionId></Version>"
            + "<DeleteMarker><Key>b</Key><VersionId>4</VersionId></DeleteMarker>"
            + "</ListVersionsResult>";
    StoreVersions read = StoreDocuments.versions(document.getBytes(UTF_8));
    assertEquals(
        List.of("a 1", "a 2", "a 3", "b null", "b 4"),
        read.versions().stream().map(v -> v.object().name() + " " + v.object().version()).toList());
    assertEquals(
        List.of(false, false, true, false, true),
        read.versions().stream().map(StoreVersions.Entry::marker).toList());
    assertTrue(read.urlEncoded() && read.truncated());
    String endless = document.replace("<IsTruncated>true</IsTruncated>", "");
    assertThrows(IOException.class, () -> StoreDocuments.versions(endless.getBytes(UTF_8)));
  }

  @Test
  void deletionsAndFailuresMayAlternate() throws Exception {
    String document =
        "<DeleteResult><Deleted><Key>a</Key></Deleted>"
            + "<Error><Key>b</Key><Code>AccessDenied</Code></Error>"
            + "<Deleted><Key>c</Key><VersionId>v</VersionId>"
            + "<DeleteMarker>true</DeleteMarker><DeleteMarkerVersionId>v</DeleteMarkerVersionId>"
            + "</Deleted>"
            + "<Error><Key>d</Key><VersionId>w</VersionId><Code>SlowDown</Code></Error></DeleteResult>";
    StoreDeletions read = StoreDocuments.deletions(document.getBytes(UTF_8));
    assertEquals(
        List.of(
            new StoreDeletions.Deleted(new ObjectVersion("a", ""), false, ""),
            new StoreDeletions.Deleted(new ObjectVersion("c", "v"), true, "v")),
        read.deleted());
    assertEquals(
        List.of(
            new StoreDeletions.Failure(new ObjectVersion("b", ""), "AccessDenied"),
            new StoreDeletions.Failure(new ObjectVersion("d", "w"), "SlowDown")),
        read.failures());
  }

  @Test
  void entriesAndPrefixesMayAlternate() throws Exception {
    String document =
        "<ListBucketResult><Contents><Key>a</Key></Contents>"
            + "<CommonPrefixes><Prefix>b/</Prefix></CommonPrefixes>"
            + "<Contents><Key>c</Key></Contents><IsTruncated>false</IsTruncated>"
            + "<CommonPrefixes><Prefix>d/</Prefix></CommonPrefixes></ListBucketResult>";
    StoreListing read = StoreDocuments.listing(document.getBytes(UTF_8));
    assertEquals(List.of("a", "c"), read.entries().stream().map(e -> e.name()).toList());
    assertEquals(List.of("b/", "d/"), read.prefixes());
    assertFalse(read.truncated());
  }
}
