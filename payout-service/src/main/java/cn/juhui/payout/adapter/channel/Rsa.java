package cn.juhui.payout.adapter.channel;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/// SHA256withRSA, as both wallets sign: over parts of a message that each end with a line feed; keys and signatures in Base64.
public final class Rsa {

    private static final String ALGORITHM = "SHA256withRSA";

    private Rsa() {}

    /// @param text PKCS#8
    /// @throws IllegalArgumentException when it is no RSA key
    public static PrivateKey privateKey(String text) {
        try {
            return KeyFactory.getInstance("RSA")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(text)));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("Not an RSA private key in Base64", e);
        }
    }

    /// @param text X.509
    /// @throws IllegalArgumentException when it is no RSA key
    public static PublicKey publicKey(String text) {
        try {
            return KeyFactory.getInstance("RSA")
                    .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(text)));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("Not an RSA public key in Base64", e);
        }
    }

    /// @throws IllegalArgumentException when the key can't sign
    public static String sign(PrivateKey key, String... parts) {
        try {
            var signer = Signature.getInstance(ALGORITHM);
            signer.initSign(key);
            signer.update(lines(parts));
            return Base64.getEncoder().encodeToString(signer.sign());
        } catch (InvalidKeyException e) {
            throw new IllegalArgumentException("This key can't sign", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Whether the owner of the key signed these parts. Nonsense is no signature.
    public static boolean isGenuine(PublicKey key, String signature, String... parts) {
        try {
            var verifier = Signature.getInstance(ALGORITHM);
            verifier.initVerify(key);
            verifier.update(lines(parts));
            return verifier.verify(Base64.getDecoder().decode(signature));
        } catch (SignatureException | IllegalArgumentException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] lines(String... parts) {
        return (String.join("\n", parts) + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
