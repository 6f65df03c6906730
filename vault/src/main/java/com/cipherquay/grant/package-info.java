/**
 * Access grants: S3 credentials that allow a part of what the owner may do, for a time.
 *
 * <p>A grant is a chain of links, each of which narrows what the one before it allows, and whose
 * secret is computed from the grant root of the vault link by link. So a proxy checks a grant
 * without a database, and a holder narrows one without a vault. FORMAT.md, "Access grants",
 * specifies the token. Imports the keyset and nothing else of Cipherquay.
 */
@NullMarked
package com.cipherquay.grant;

import org.jspecify.annotations.NullMarked;
