package cn.juhui.platform.security;

import com.nimbusds.jose.jwk.JWKSet;

/// Reads the key set where the issuer publishes it.
@FunctionalInterface
interface KeySource {

    /// @throws Exception when there is no answer in time, or none that is a key set
    JWKSet read() throws Exception;
}
