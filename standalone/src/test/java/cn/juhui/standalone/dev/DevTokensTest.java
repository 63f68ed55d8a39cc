package cn.juhui.standalone.dev;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.contracts.Role;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DevTokensTest {

    @TempDir Path folder;

    @Test
    void are_still_good_after_a_restart() throws Exception {
        var before = new DevTokens(DevKey.in(folder), "http://issuer");
        var token = SignedJWT.parse(before.issue("li_ming", List.of(Role.MERCHANT), "mer_guoka"));

        var after = new DevTokens(DevKey.in(folder), "http://issuer");
        var key = JWKSet.parse(after.keySet()).getKeyByKeyId(token.getHeader().getKeyID());
        assertThat(token.verify(new RSASSAVerifier(key.toRSAKey()))).isTrue();
        var claims = token.getJWTClaimsSet();
        assertThat(claims.getSubject()).isEqualTo("li_ming");
        assertThat(claims.getStringListClaim("roles")).containsExactly("MERCHANT");
        assertThat(claims.getStringClaim("merchant_id")).isEqualTo("mer_guoka");
    }

    @Test
    void show_only_the_public_half_of_the_key() throws Exception {
        var told = new DevTokens(DevKey.in(folder), "http://issuer").keySet();

        var keys = JWKSet.parse(told).getKeys();
        assertThat(keys).singleElement().satisfies(k -> assertThat(k.isPrivate()).isFalse());
    }

    @Test
    void have_a_key_that_only_its_owner_can_read() throws Exception {
        DevKey.in(folder);
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(folder.resolve("dev-key.json"))))
                .isEqualTo("rw-------");
    }
}
