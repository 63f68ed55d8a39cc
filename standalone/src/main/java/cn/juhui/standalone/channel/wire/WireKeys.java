package cn.juhui.standalone.channel.wire;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Properties;

/// The keys between a simulated channel and its only client, made at the first start.
///
/// @param appPrivate the client's private key
/// @param appPublic the client's public key
/// @param ownPrivate the simulated channel's private key
/// @param ownPublic the simulated channel's public key
public record WireKeys(
        PrivateKey appPrivate, PublicKey appPublic, PrivateKey ownPrivate, PublicKey ownPublic) {

    private static final int BITS = 2048;

    /// Reads them, or makes new ones.
    ///
    /// @throws IllegalStateException when the file holds something else
    public static WireKeys in(Path file) throws IOException {
        var kept = new Properties();
        if (Files.exists(file)) {
            try (var in = Files.newBufferedReader(file)) {
                kept.load(in);
            }
        } else {
            addPair(kept, "app");
            addPair(kept, "own");
            write(kept, file);
        }
        return new WireKeys(
                privateKey(kept, "app"),
                publicKey(kept, "app"),
                privateKey(kept, "own"),
                publicKey(kept, "own"));
    }

    private static void write(Properties keys, Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        var ownersOnly =
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        var half = Files.createTempFile(file.toAbsolutePath().getParent(), "keys", "", ownersOnly);
        try (var out = Files.newBufferedWriter(half)) {
            keys.store(out, "Keys of a simulated channel; they open nothing else");
        }
        Files.move(half, file);
    }

    private static void addPair(Properties keys, String name) {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            var pair = generator.generateKeyPair();
            keys.setProperty(name + ".private", text(pair.getPrivate()));
            keys.setProperty(name + ".public", text(pair.getPublic()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(Key key) {
        return Base64.getEncoder().encodeToString(key.getEncoded());
    }

    private static byte[] bytes(Properties keys, String name) {
        return Base64.getDecoder().decode(keys.getProperty(name, ""));
    }

    private static PrivateKey privateKey(Properties keys, String name) {
        try {
            return KeyFactory.getInstance("RSA")
                    .generatePrivate(new PKCS8EncodedKeySpec(bytes(keys, name + ".private")));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A simulated channel's keys are damaged", e);
        }
    }

    private static PublicKey publicKey(Properties keys, String name) {
        try {
            return KeyFactory.getInstance("RSA")
                    .generatePublic(new X509EncodedKeySpec(bytes(keys, name + ".public")));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A simulated channel's keys are damaged", e);
        }
    }

    /// The client's private key, PKCS#8 in Base64.
    public String clientKey() {
        return text(appPrivate);
    }

    /// The simulated channel's public key, X.509 in Base64.
    public String ownKey() {
        return text(ownPublic);
    }

    public String sign(String text) {
        try {
            var signer = Signature.getInstance("SHA256withRSA");
            signer.initSign(ownPrivate);
            signer.update(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(signer.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public boolean isClients(String text, String signature) {
        try {
            var verifier = Signature.getInstance("SHA256withRSA");
            verifier.initVerify(appPublic);
            verifier.update(text.getBytes(StandardCharsets.UTF_8));
            return verifier.verify(Base64.getDecoder().decode(signature));
        } catch (SignatureException | IllegalArgumentException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Without the keys.
    @Override
    public String toString() {
        return "WireKeys[]";
    }
}
