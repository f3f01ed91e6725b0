/**
 * A small OpenID Connect provider for demo people, one for each role. It checks redirect addresses, PKCE and client
 * secrets as a real one does, so that what works here works with Keycloak. For loopback only: anyone may pick a person.
 */
@NullMarked
package org.haat.local.identity;

import org.jspecify.annotations.NullMarked;
