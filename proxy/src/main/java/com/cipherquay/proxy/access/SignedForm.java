package com.cipherquay.proxy.access;

import com.cipherquay.proxy.form.FormFields;
import com.cipherquay.proxy.form.Policy;

/**
 * A form under whose policy stands the signature of a known credential.
 *
 * @param fields what the form says; that the policy allows it is still to be asked
 * @param policy what was signed
 * @param likelySize the size of the file if nothing stands behind it
 */
public record SignedForm(FormFields fields, Policy policy, long likelySize) {}
