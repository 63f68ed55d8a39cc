package cn.juhui.platform.security;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Keys that seal what must not stand in the store in clear: AES-256-GCM, as the JDK has it, nonce (12 bytes), then ciphertext
/// and tag. What a sealed thing belongs to is bound in, so that it can't be put in the place of another.
///
/// Every key has an id that is kept beside what it sealed, so that one can see which keys are still needed. The id is a print of
/// the key and says nothing about it. The first key seals, all of them open.
public final class SealingKeys {

    private static final String AES_GCM = "AES/GCM/NoPadding";
    private static final String HMAC = "HmacSHA256";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int KEY_BYTES = 32;
    private static final int ID_DIGITS = 16;

    private final Map<String, Key> keys = new LinkedHashMap<>();
    private final Key first;
    private final SecureRandom random = new SecureRandom();

    private record Key(String id, SecretKey seals, SecretKey marks) {

        static Key of(byte[] bytes) {
            var id = HexFormat.of().formatHex(mac(new SecretKeySpec(bytes, HMAC), text("key id")));
            return new Key(
                    id.substring(0, ID_DIGITS),
                    new SecretKeySpec(bytes, "AES"),
                    new SecretKeySpec(mac(new SecretKeySpec(bytes, HMAC), text("marks")), HMAC));
        }
    }

    /// @param keys 32 bytes each, at least one
    /// @throws IllegalArgumentException when a key has another length
    public SealingKeys(List<byte[]> keys) {
        if (keys.isEmpty() || keys.stream().anyMatch(key -> key.length != KEY_BYTES)) {
            throw new IllegalArgumentException("Keys are 32 bytes each, at least one");
        }
        keys.stream().map(Key::of).forEach(key -> this.keys.putIfAbsent(key.id(), key));
        this.first = this.keys.values().iterator().next();
    }

    /// @param keys 64 hex digits each
    public static SealingKeys ofHex(List<String> keys) {
        return new SealingKeys(keys.stream().map(HexFormat.of()::parseHex).toList());
    }

    /// One key, made from another secret for one purpose; the secret can't be found from it.
    public static SealingKeys derived(String secret, String purpose) {
        return new SealingKeys(
                List.of(mac(new SecretKeySpec(text(secret), HMAC), text("for " + purpose))));
    }

    /// The id of the key that seals.
    public String id() {
        return first.id();
    }

    /// The ids of all keys.
    public Set<String> ids() {
        return Set.copyOf(keys.keySet());
    }

    public byte[] seal(byte[] plain, String belongsTo) {
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            var sealed =
                    cipher(Cipher.ENCRYPT_MODE, first.seals(), nonce, belongsTo).doFinal(plain);
            var all = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
            System.arraycopy(sealed, 0, all, NONCE_BYTES, sealed.length);
            return all;
        } catch (GeneralSecurityException e) {
            throw noAes(e);
        }
    }

    /// Opens what one of the keys sealed.
    ///
    /// @throws IllegalStateException when that key is gone, or what it sealed was changed or belongs to something else
    public byte[] open(String keyId, byte[] sealed, String belongsTo) {
        var key = keys.get(keyId);
        if (key == null) {
            throw new IllegalStateException("The key " + keyId + " of " + belongsTo + " is gone");
        }
        try {
            return open(key, sealed, belongsTo);
        } catch (AEADBadTagException e) {
            throw new IllegalStateException(belongsTo + " was changed", e);
        }
    }

    /// Opens what was sealed before keys had ids: tries them all.
    ///
    /// @throws IllegalStateException when no key opens it: it was changed, belongs to something else, or its key is gone
    public byte[] open(byte[] sealed, String belongsTo) {
        for (var key : keys.values()) {
            try {
                return open(key, sealed, belongsTo);
            } catch (AEADBadTagException e) {
                continue; // Perhaps the next key.
            }
        }
        throw new IllegalStateException("No key opens " + belongsTo);
    }

    /// A mark of these bytes that nobody can make, or guess the bytes by, who hasn't the key.
    public byte[] mark(byte[] of) {
        return mac(first.marks(), of);
    }

    /// The mark that the key with this id makes.
    ///
    /// @throws IllegalStateException when the key is gone
    public byte[] mark(String keyId, byte[] of) {
        var key = keys.get(keyId);
        if (key == null) {
            throw new IllegalStateException("The key " + keyId + " is gone");
        }
        return mac(key.marks(), of);
    }

    private static byte[] open(Key key, byte[] sealed, String belongsTo)
            throws AEADBadTagException {
        var nonce = Arrays.copyOf(sealed, NONCE_BYTES);
        try {
            return cipher(Cipher.DECRYPT_MODE, key.seals(), nonce, belongsTo)
                    .doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
        } catch (AEADBadTagException e) {
            throw e;
        } catch (GeneralSecurityException e) {
            throw noAes(e);
        }
    }

    private static Cipher cipher(int mode, SecretKey key, byte[] nonce, String belongsTo)
            throws GeneralSecurityException {
        var cipher = Cipher.getInstance(AES_GCM);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(text(belongsTo));
        return cipher;
    }

    private static byte[] mac(SecretKey key, byte[] of) {
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(key);
            return mac.doFinal(of);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HMAC-SHA256", e);
        }
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static IllegalStateException noAes(GeneralSecurityException e) {
        return new IllegalStateException("This JVM has no AES-GCM", e);
    }

    /// Without the keys.
    @Override
    public String toString() {
        return "SealingKeys" + keys.keySet();
    }
}
