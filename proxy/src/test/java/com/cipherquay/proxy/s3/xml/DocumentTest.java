package com.cipherquay.proxy.s3.xml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cipherquay.proxy.s3.S3ErrorCode;
import com.cipherquay.proxy.s3.S3Exception;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The documents of clients: what is read, what is refused, and that what is written is XML. */
final class DocumentTest {

  private static DeleteDocument delete(String document) {
    return DeleteDocument.parse(document.getBytes(UTF_8));
  }

  @Test
  void aDeleteIsReadWithOrWithoutNamespace() {
    String inner = "<Quiet>true</Quiet><Object><Key>a</Key></Object>";
    for (String root :
        List.of("<Delete>", "<Delete xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">")) {
      DeleteDocument document = delete("<?xml version=\"1.0\"?>\n" + root + inner + "</Delete>\n");
      assertTrue(document.quiet());
      assertEquals(
          List.of(new DeleteDocument.Item("a", Optional.empty(), Optional.empty(), false)),
          document.objects());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "' a ', ' a '",
    "a&#13;b, 'a\rb'",
    "a&#10;b, 'a\nb'",
    "&lt;&amp;&gt;, <&>",
    "<![CDATA[<a>]]>, <a>",
    "a<!-- no -->b, ab",
    "' ', ' '"
  })
  void aKeyIsWhatItSays(String written, String key) {
    DeleteDocument document =
        delete("<Delete><Object><Key>" + written + "</Key></Object></Delete>");
    assertEquals(key, document.objects().get(0).key());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "<Delete>",
        "<Other><Object><Key>a</Key></Object></Other>",
        "<Delete/>",
        "<Delete><Object/></Delete>",
        "<Delete><Object><Key/></Object></Delete>",
        "<Delete><Object><Key>a</Key><Key>b</Key></Object></Delete>",
        "<Delete><Object><Key>a</Key></Object><Unknown/></Delete>",
        "<Delete><Object><Key>a</Key></Object>text</Delete>",
        "<Delete><Object><Key>&#0;</Key></Object></Delete>",
        "<Delete><Object><Key>&undeclared;</Key></Object></Delete>",
        "<Delete><Object><Key>c &#xe9C</Key></Object></Delete>",
        "<Delete><Object><Key>a long enough text, then &#x0;</Key></Object></Delete>",
        "<Delete><Object><Key>a ]]> b</Key></Object></Delete>",
        "<Delete><Object><Key><![CDATA[a\u0001]]></Key></Object></Delete>",
        "<Delete><Object><Key>a</Key><!-- a -- b --></Object></Delete>",
        "<Delete><Object><Key>a</Key></Object></Delete><Delete/>",
        "<!DOCTYPE Delete><Delete><Object><Key>a</Key></Object></Delete>",
        "<!DOCTYPE d [<!ENTITY e SYSTEM 'file:///etc/hostname'>]><Delete>&e;</Delete>",
        "<!DOCTYPE d [<!ENTITY e 'ee'><!ENTITY f '&e;&e;'>]><Delete>&f;</Delete>"
      })
  void whatIsNotADeleteIsRefused(String document) {
    S3Exception refused = assertThrows(S3Exception.class, () -> delete(document));
    assertEquals(S3ErrorCode.MALFORMED_XML, refused.code());
  }

  @Test
  void depthIsBounded() {
    String deep = "<Delete>" + "<a>".repeat(100_000) + "</a>".repeat(100_000) + "</Delete>";
    S3Exception refused = assertThrows(S3Exception.class, () -> delete(deep));
    assertEquals(S3ErrorCode.MALFORMED_XML, refused.code());
  }

  @Test
  void attributesAreBounded() {
    StringBuilder many = new StringBuilder("<Delete");
    for (int i = 0; i < 1000; i++) {
      many.append(" a").append(i).append("='x'");
    }
    String document = many.append("><Object><Key>a</Key></Object></Delete>").toString();
    assertThrows(S3Exception.class, () -> delete(document));
  }

  @Test
  void anErrorLeavesOutWhatXmlCanNotHold() {
    ErrorDocument error =
        new ErrorDocument(
            "Code",
            "<&",
            List.of(Map.entry("Fine", "1 < 2"), Map.entry("Odd", "\u0000")),
            "/a\uFFFE",
            "ID",
            "HOST");
    assertEquals(
        "<?xml version='1.0' encoding='UTF-8'?><Error><Code>Code</Code>"
            + "<Message>&lt;&amp;</Message><Fine>1 &lt; 2</Fine><Resource></Resource>"
            + "<RequestId>ID</RequestId><HostId>HOST</HostId></Error>",
        UTF_8.decode(error.toXml()).toString());
  }

  /** Both sides of {@link XmlCharacters}, and the backstop behind it. */
  @Property
  void whatXmlCanHoldComesBackAndNothingElseGoesOut(@ForAll String text) {
    DeletedDocument document =
        new DeletedDocument(
            List.of(new DeletedDocument.Deleted(text, Optional.empty(), false, Optional.empty())),
            List.of());
    boolean unpaired = !UTF_8.newEncoder().canEncode(text);
    if (unpaired || !XmlCharacters.canHold(text)) {
      assertThrows(RuntimeException.class, document::toXml);
      return;
    }
    ByteBuffer xml = document.toXml();
    byte[] bytes = new byte[xml.remaining()];
    xml.get(bytes);
    XmlElement root = XmlElement.parse(bytes, "DeleteResult");
    assertEquals(text, root.children().get(0).children().get(0).text());
  }
}
