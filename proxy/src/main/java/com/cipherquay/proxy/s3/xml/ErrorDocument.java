package com.cipherquay.proxy.s3.xml;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/**
 * S3's error document.
 *
 * @param code S3's word for the error
 * @param message for a human; left out if XML can not hold it
 * @param details further elements, in order; one that XML can not hold is left out
 * @param resource the path of the request as sent
 * @param requestId as in {@code x-amz-request-id}
 * @param hostId as in {@code x-amz-id-2}
 */
public record ErrorDocument(
    String code,
    String message,
    List<Map.Entry<String, String>> details,
    String resource,
    String requestId,
    String hostId) {

  public ErrorDocument {
    details = List.copyOf(details);
  }

  public ByteBuffer toXml() {
    return XmlWriter.plainDocument(
        "Error",
        out -> {
          out.element("Code", code);
          out.element("Message", XmlCharacters.canHold(message) ? message : "");
          for (Map.Entry<String, String> detail : details) {
            if (XmlCharacters.canHold(detail.getValue())) {
              out.element(detail.getKey(), detail.getValue());
            }
          }
          out.element("Resource", XmlCharacters.canHold(resource) ? resource : "");
          out.element("RequestId", requestId);
          out.element("HostId", hostId);
        });
  }
}
