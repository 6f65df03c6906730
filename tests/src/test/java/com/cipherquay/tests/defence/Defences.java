package com.cipherquay.tests.defence;

import java.util.List;

/** The defences that are switched off one at a time. */
final class Defences {

  private static final String VAULT = "com.cipherquay.vault.";
  private static final String SIGV4 = "com.cipherquay.proxy.sigv4.";
  private static final String OPERATION = "com.cipherquay.proxy.operation.";
  private static final String XML = "com.cipherquay.proxy.s3.xml.";
  private static final String CIPHER = VAULT + "SegmentCipher";

  static final List<Defence> ALL =
      List.of(
          new Defence(
              "key commitment",
              List.of(Patch.yes(VAULT + "PartHeader", "isCommittedTo")),
              "vault " + VAULT + "TamperedIdentityTest#refusesABodyThatIsNotCommittedToItsKey()"),
          new Defence(
              "last flag of segments",
              List.of(
                  Patch.advised(CIPHER + "$Encrypter", "encrypt", Weakened.NeverLast.class),
                  Patch.advised(CIPHER + "$Decrypter", "decrypt", Weakened.NeverLast.class)),
              "vault " + VAULT + "SegmentCipherTest#noSegmentBeforeTheEndIsTakenForTheLast()"),
          new Defence(
              "binding to the path",
              List.of(Patch.advised(VAULT + "ObjectPath", "<init>", Weakened.SamePath.class)),
              "vault " + VAULT + "TamperedIdentityTest#refusesAnObjectUnderAnotherKey()"),
          new Defence(
              "size in the store is that of the length",
              List.of(Patch.nothing(VAULT + "OpenedObject", "requireSize")),
              "vault " + VAULT + "TamperedAnswerTest#refusesAnotherSize()"),
          new Defence(
              "trailer",
              List.of(Patch.nothing(VAULT + "EndVerifier", "verify")),
              "vault " + VAULT + "TamperedBodyTest#refusesPaddingThatIsNotZero()"),
          new Defence(
              "a part is the one that the manifest lists",
              List.of(Patch.nothing(VAULT + "SegmentReader", "requireListed")),
              "vault " + VAULT + "PartsReadTest#refusesAStaleRetryOfAPartUnderTheRightKey()"),
          new Defence(
              "an answer is the range that was asked for",
              List.of(Patch.yes(VAULT + "CiphertextInput", "isAnswer")),
              "vault " + VAULT + "TamperedAnswerTest#refusesAnotherOffsetOrLength()"),
          new Defence(
              "binding of continuation tokens",
              List.of(Patch.weakened(VAULT + "ListToken", "context")),
              "vault " + VAULT + "ListingTest#acceptsATokenForItsListingOnly()"),
          new Defence(
              "binding of the entity tags of parts",
              List.of(Patch.weakened(VAULT + "PartTokens", "context")),
              "vault " + VAULT + "UploadTokenTest#refusesTheTagOfAnotherNumberUploadOrKey()"),
          new Defence(
              "authorisation of the source of a copy",
              List.of(
                  Patch.advised(
                      OPERATION + "CopyObject", "permissions", Weakened.TargetOnly.class)),
              "proxy "
                  + OPERATION
                  + "AuthorizationTest#bothEndsOfACopy("
                  + "java.lang.String, java.lang.String)"),
          new Defence(
              "authorisation of every key of a deletion",
              List.of(Patch.yes(OPERATION + "DeleteObjects", "isAllowed")),
              "proxy " + OPERATION + "AuthorizationTest#everyKeyOfADeletion()"),
          new Defence(
              "signatures of chunks",
              List.of(Patch.nothing(SIGV4 + "AwsChunkedSource", "verifyChunk")),
              "proxy " + SIGV4 + "AwsChunkedTest#chunksSkippedSwappedOrRepeated()"),
          new Defence(
              "limits of XML",
              List.of(Patch.weakened(XML + "XmlElement", "factory")),
              "proxy " + XML + "XmlLimitsTest#depth()"));

  private Defences() {}
}
