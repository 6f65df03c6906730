/**
 * What was done to a vault and its grants, and what was denied: lines at the end of one file. No
 * secret and no name of an object goes through here.
 */
@NullMarked
package com.cipherquay.audit;

import org.jspecify.annotations.NullMarked;
