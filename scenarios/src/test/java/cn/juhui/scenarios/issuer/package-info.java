/// The platform with a real Keycloak as its issuer: docker compose's realm, signed in to as browsers do.
@NullMarked
package cn.juhui.scenarios.issuer;

import org.jspecify.annotations.NullMarked;
