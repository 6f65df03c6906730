package com.cipherquay.store;

/**
 * A place in a listing of uploads.
 *
 * @param name the name of the last upload seen; empty for the beginning
 * @param id its id; empty if all uploads of that name were seen
 */
public record UploadPosition(String name, String id) {

  public static final UploadPosition FIRST = new UploadPosition("", "");
}
