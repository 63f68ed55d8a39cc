package cn.juhui.standalone.dev;

import cn.juhui.contracts.Role;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Issues tokens to whoever asks, as an identity provider would after a login. They age by the real clock, whatever the
/// business clock says.
public final class DevTokens {

    public static final Duration LIFETIME = Duration.ofHours(12);
    static final String AUDIENCE = "juhui";

    private final DevKey key;
    private final String issuer;

    public DevTokens(DevKey key, String issuer) {
        this.key = key;
        this.issuer = issuer;
    }

    public String issue(String subject, List<Role> roles, @Nullable String merchantId) {
        Instant now = Instant.now();
        JWTClaimsSet.Builder claims =
                new JWTClaimsSet.Builder()
                        .issuer(issuer)
                        .audience(AUDIENCE)
                        .subject(subject)
                        .jwtID(UUID.randomUUID().toString())
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plus(LIFETIME)))
                        .claim("roles", roles.stream().map(Role::name).distinct().toList());
        if (merchantId != null) {
            claims.claim("merchant_id", merchantId);
        }
        JWSHeader header =
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .type(JOSEObjectType.JWT)
                        .keyID(key.pair().getKeyID())
                        .build();
        SignedJWT token = new SignedJWT(header, claims.build());
        try {
            token.sign(new RSASSASigner(key.pair()));
        } catch (JOSEException e) {
            throw new IllegalStateException("The developer's key can't sign", e);
        }
        return token.serialize();
    }

    /// The public half as a JWK set (RFC 7517).
    public Map<String, Object> keySet() {
        return new JWKSet(key.pair().toPublicJWK()).toJSONObject();
    }
}
