package com.cipherquay.vault;

/**
 * The HTTP headers that S3 stores with an object; sealed with it. The order is part of the format
 * (FORMAT.md).
 */
public enum StandardHeader {
  CONTENT_TYPE("Content-Type"),
  CACHE_CONTROL("Cache-Control"),
  CONTENT_DISPOSITION("Content-Disposition"),
  CONTENT_ENCODING("Content-Encoding"),
  CONTENT_LANGUAGE("Content-Language"),
  EXPIRES("Expires"),
  WEBSITE_REDIRECT_LOCATION("x-amz-website-redirect-location");

  private final String headerName;

  StandardHeader(String headerName) {
    this.headerName = headerName;
  }

  public String headerName() {
    return headerName;
  }
}
