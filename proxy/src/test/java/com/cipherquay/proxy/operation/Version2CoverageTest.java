package com.cipherquay.proxy.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.cipherquay.proxy.http.OldSignature;
import com.cipherquay.proxy.http.Reply;
import com.cipherquay.proxy.http.RunningProxy;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Signature Version 2 covers only some of the query. What chooses an operation must be among it, or
 * whoever is given a URL could make another request of it.
 */
final class Version2CoverageTest {

  private static RunningProxy proxy;

  @BeforeAll
  static void start() throws IOException {
    proxy = RunningProxy.start();
  }

  @AfterAll
  static void stop() throws IOException {
    proxy.close();
  }

  static Stream<String> parameters() {
    return Stream.of(
            FixedConfiguration.ALL.stream().map(FixedConfiguration::parameter),
            Arrays.stream(AbsentConfiguration.values()).map(AbsentConfiguration::parameter),
            Stream.of(GetObjectTagging.PARAMETER, GetObjectAttributes.PARAMETER),
            Stream.of(RestoreObject.PARAMETER, UploadId.PARAMETER, Numbers.PART),
            Stream.of("acl", "cors", "delete", "location", "uploads", "versionId", "versioning"),
            Stream.of("versions", "object-lock", "retention", "legal-hold"))
        .flatMap(names -> names);
  }

  @ParameterizedTest
  @MethodSource("parameters")
  void nothingThatChoosesAnOperationCanBeAdded(String parameter) throws IOException {
    for (String path : new String[] {"/bucket", "/bucket/key"}) {
      for (String method : new String[] {"GET", "PUT", "POST", "DELETE"}) {
        String target = path + "?" + parameter + "&" + OldSignature.query(method, "", path);
        Reply reply = OldSignature.send(proxy, method, target, "localhost", "");
        assertEquals("SignatureDoesNotMatch", reply.element("Code"), target);
      }
    }
  }
}
