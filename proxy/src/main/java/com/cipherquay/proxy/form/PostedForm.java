package com.cipherquay.proxy.form;

import java.io.InputStream;

/**
 * A form whose fields have been read, and whose file has not.
 *
 * @param fields what stands before the file
 * @param file pulled from the request. Its end is reported only when the whole request has been
 *     read and the form was well-formed as far as it counts; what stands behind the file does not
 * @param likelySize the size of the file if nothing stands behind it, as browsers have it
 */
public record PostedForm(FormFields fields, InputStream file, long likelySize) {}
