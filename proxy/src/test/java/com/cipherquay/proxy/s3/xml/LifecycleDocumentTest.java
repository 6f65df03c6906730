package com.cipherquay.proxy.s3.xml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.cipherquay.proxy.s3.S3Exception;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lifecycle rules as documents. */
final class LifecycleDocumentTest {

  private static final String ON = "<Status>Enabled</Status>";
  private static final String ALL = ON + "<Filter><Prefix/></Filter>";
  private static final String TAG = "<Tag><Key>k</Key><Value>v</Value></Tag>";
  private static final String EXPIRE = "<Expiration><Days>1</Days></Expiration>";

  private static LifecycleDocument parse(String rules) {
    return LifecycleDocument.parse(
        ("<LifecycleConfiguration>" + rules + "</LifecycleConfiguration>").getBytes(UTF_8));
  }

  private static String rule(String inner) {
    return "<Rule>" + inner + "</Rule>";
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ALL + EXPIRE,
        "<ID>é &lt;</ID><Prefix>a/</Prefix><Status>Disabled</Status>" + EXPIRE,
        ON + "<Filter/>" + EXPIRE,
        ON + "<Filter>" + TAG + "</Filter>" + EXPIRE,
        ON + "<Filter><ObjectSizeLessThan>1</ObjectSizeLessThan></Filter>" + EXPIRE,
        ON + "<Filter><And><Prefix>a</Prefix>" + TAG + TAG + "</And></Filter>" + EXPIRE,
        ON
            + "<Filter><And><ObjectSizeGreaterThan>0</ObjectSizeGreaterThan><ObjectSizeLessThan>9"
            + "</ObjectSizeLessThan></And></Filter>"
            + EXPIRE,
        ALL + "<Expiration><Date>2030-01-01T00:00:00.000Z</Date></Expiration>",
        ALL + "<Expiration><Date>2030-01-01T00:00:00Z</Date></Expiration>",
        ALL + "<Expiration><Date>2030-01-01T02:00:00+02:00</Date></Expiration>",
        ALL
            + "<Expiration><ExpiredObjectDeleteMarker>true</ExpiredObjectDeleteMarker></Expiration>",
        ALL
            + "<Transition><Days>0</Days><StorageClass>GLACIER</StorageClass></Transition>"
            + "<Transition><Days>30</Days><StorageClass>STANDARD_IA</StorageClass></Transition>"
            + "<Expiration><Days>31</Days></Expiration>"
            + "<NoncurrentVersionTransition><NoncurrentDays>30</NoncurrentDays>"
            + "<NewerNoncurrentVersions>100</NewerNoncurrentVersions><StorageClass>ONEZONE_IA"
            + "</StorageClass></NoncurrentVersionTransition>"
            + "<NoncurrentVersionExpiration><NoncurrentDays>40</NoncurrentDays>"
            + "<NewerNoncurrentVersions>1</NewerNoncurrentVersions></NoncurrentVersionExpiration>"
            + "<AbortIncompleteMultipartUpload><DaysAfterInitiation>7</DaysAfterInitiation>"
            + "</AbortIncompleteMultipartUpload>"
      })
  void whatIsReadIsWrittenTheSame(String inner) {
    LifecycleDocument document = parse(rule(inner));
    assertEquals(document, LifecycleDocument.parse(document.toXml().array()));
    assertEquals(1, document.rules().size());
  }

  @Test
  void everyElementIsRead() {
    LifecycleDocument document =
        parse(
            rule(
                "<ID>one</ID>"
                    + ON
                    + "<Filter><And><Prefix>a/</Prefix>"
                    + TAG
                    + "<ObjectSizeGreaterThan>5</ObjectSizeGreaterThan></And></Filter>"
                    + "<Expiration><Date>2030-01-01</Date></Expiration>"
                    + "<NoncurrentVersionExpiration><NoncurrentDays>4</NoncurrentDays>"
                    + "</NoncurrentVersionExpiration>"));
    LifecycleFilter filter =
        new LifecycleFilter(
            LifecycleFilter.Form.AND,
            Optional.of("a/"),
            List.of(new TaggingDocument.Tag("k", "v")),
            OptionalLong.of(5),
            OptionalLong.empty());
    LifecycleActions.When date =
        new LifecycleActions.When(
            OptionalInt.empty(), Optional.of(Instant.parse("2030-01-01T00:00:00Z")));
    LifecycleActions actions =
        new LifecycleActions(
            List.of(),
            Optional.of(new LifecycleActions.Expiration(Optional.of(date), Optional.empty())),
            List.of(),
            Optional.of(new LifecycleActions.Noncurrent(4, OptionalInt.empty())),
            OptionalInt.empty());
    assertEquals(
        List.of(new LifecycleDocument.Rule(Optional.of("one"), true, filter, actions)),
        document.rules());
  }

  @Test
  void idsAreGivenToThoseWithoutAndUnique() {
    LifecycleDocument two = parse(rule("<ID>a</ID>" + ALL + EXPIRE) + rule(ALL + EXPIRE));
    assertEquals(
        List.of("a", "new"),
        two.named(() -> "new").rules().stream().map(rule -> rule.id().orElseThrow()).toList());
    String same = rule("<ID>a</ID>" + ALL + EXPIRE);
    assertRefused("InvalidArgument", "unique", same + same);
    assertEquals(1, parse(rule("<ID>" + "i".repeat(255) + "</ID>" + ALL + EXPIRE)).rules().size());
    assertRefused(
        "InvalidArgument", "255", rule("<ID>" + "i".repeat(256) + "</ID>" + ALL + EXPIRE));
  }

  @Test
  void thereAreAThousandAtMost() {
    assertEquals(1000, parse(rule(ALL + EXPIRE).repeat(1000)).rules().size());
    assertRefused("MalformedXML", "", rule(ALL + EXPIRE).repeat(1001));
    assertRefused("MalformedXML", "", "");
    assertRefused("MalformedXML", "", rule(ALL + EXPIRE) + "<Other/>");
  }

  private static void assertRefused(String code, String words, String rules) {
    S3Exception refused = assertThrows(S3Exception.class, () -> parse(rules), rules);
    assertEquals(code, refused.code().code(), rules);
    assertEquals(true, refused.getMessage().contains(words), refused.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        ALL + "| InvalidRequest | At least one action",
        ON + EXPIRE + "| MalformedXML | XML",
        ALL + "<Prefix/>" + EXPIRE + "| MalformedXML | XML",
        "<Filter/>" + EXPIRE + "| MalformedXML | XML",
        "<Status>enabled</Status><Filter/>" + EXPIRE + "| MalformedXML | XML",
        ALL + EXPIRE + EXPIRE + "| MalformedXML | XML",
        ALL + EXPIRE + "<Other/>| MalformedXML | XML",
        ON + "<Filter><Prefix/>" + TAG + "</Filter>" + EXPIRE + "| MalformedXML | XML",
        ON + "<Filter><And><Prefix/></And></Filter>" + EXPIRE + "| MalformedXML | XML",
        ON + "<Filter><Tag><Key>k</Key></Tag></Filter>" + EXPIRE + "| MalformedXML | XML",
        ALL + "<Expiration/>| MalformedXML | XML",
        ALL + "<Expiration><Days>x</Days></Expiration>| MalformedXML | XML",
        ALL + "<Expiration><Days>0</Days></Expiration>| InvalidArgument | positive",
        ALL + "<Expiration><Days>-1</Days></Expiration>| InvalidArgument | positive",
        ALL + "<Expiration><Days>2147483648</Days></Expiration>| InvalidArgument | positive",
        ALL + "<Expiration><Days>1</Days><Date>2030-01-01</Date></Expiration>| MalformedXML | XML",
        ALL + "<Expiration><Date>2030-01-01T01:00:00Z</Date></Expiration>| InvalidArgument | GMT",
        ALL + "<Expiration><Date>tomorrow</Date></Expiration>| MalformedXML | XML",
        ALL
            + "<Expiration><Days>1</Days><ExpiredObjectDeleteMarker>true"
            + "</ExpiredObjectDeleteMarker></Expiration>| MalformedXML | XML",
        ALL + "<Expiration><Date>2030-02-30</Date></Expiration>| MalformedXML | XML",
        ALL + "<Expiration><Date>+999999999-01-01</Date></Expiration>| MalformedXML | XML",
        ALL + "<Expiration><Date/></Expiration>| MalformedXML | XML",
        ALL + "<Transition><Days>1</Days></Transition>| MalformedXML | XML",
        ALL
            + "<Transition><Days>1</Days><StorageClass>STANDARD</StorageClass></Transition>"
            + "| MalformedXML | XML",
        ALL
            + "<Transition><Days>29</Days><StorageClass>STANDARD_IA</StorageClass></Transition>"
            + "| InvalidArgument | 30",
        ALL
            + "<Transition><Days>1</Days><StorageClass>GLACIER</StorageClass></Transition>"
            + EXPIRE
            + "| InvalidArgument | greater than",
        ALL
            + "<Transition><Date>2030-01-01</Date><StorageClass>GLACIER</StorageClass></Transition>"
            + EXPIRE
            + "| InvalidRequest | mixed",
        ALL
            + "<Transition><Days>1</Days><StorageClass>GLACIER</StorageClass></Transition>"
            + "<Transition><Days>2</Days><StorageClass>GLACIER</StorageClass></Transition>"
            + "| InvalidRequest | different",
        ALL + "<NoncurrentVersionExpiration/>| MalformedXML | XML",
        ALL
            + "<NoncurrentVersionExpiration><NoncurrentDays>1</NoncurrentDays>"
            + "<NewerNoncurrentVersions>101</NewerNoncurrentVersions>"
            + "</NoncurrentVersionExpiration>| InvalidArgument | 100",
        ALL
            + "<AbortIncompleteMultipartUpload><DaysAfterInitiation>0</DaysAfterInitiation>"
            + "</AbortIncompleteMultipartUpload>| InvalidArgument | positive",
        ON
            + "<Filter>"
            + TAG
            + "</Filter><AbortIncompleteMultipartUpload><DaysAfterInitiation>1"
            + "</DaysAfterInitiation></AbortIncompleteMultipartUpload>| InvalidRequest | Tags",
        ON
            + "<Filter>"
            + TAG
            + "</Filter><Expiration><ExpiredObjectDeleteMarker>true</ExpiredObjectDeleteMarker>"
            + "</Expiration>| InvalidRequest | Tags",
        ON
            + "<Filter><ObjectSizeLessThan>0</ObjectSizeLessThan></Filter>"
            + EXPIRE
            + "| InvalidRequest | ObjectSizeLessThan"
      })
  void whatNoRuleCanSay(String inner, String code, String words) {
    assertRefused(code, words, rule(inner));
  }
}
