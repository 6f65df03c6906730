package com.cipherquay.proxy.operation;

import com.cipherquay.proxy.s3.S3Headers;
import com.cipherquay.proxy.s3.S3Response;
import com.cipherquay.proxy.s3.xml.Owner;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The shapes of answers that several operations have. */
final class Responses {

  /** All buckets and objects have one owner, the holder of the vault. */
  static final Owner OWNER = new Owner("cipherquay", "cipherquay");

  private static final String XML = "application/xml";

  private Responses() {}

  /** 200 with a document. */
  static S3Response document(ByteBuffer xml) {
    return document(200, List.of(), xml);
  }

  static S3Response document(int status, List<Map.Entry<String, String>> headers, ByteBuffer xml) {
    List<Map.Entry<String, String>> fields = new ArrayList<>(headers);
    fields.add(Map.entry("content-type", XML));
    return new S3Response(status, S3Headers.of(fields), new S3Response.Body.Bytes(xml));
  }

  /** An answer without a body. */
  static S3Response empty(int status, List<Map.Entry<String, String>> headers) {
    return new S3Response(status, S3Headers.of(headers), S3Response.NO_BODY);
  }
}
