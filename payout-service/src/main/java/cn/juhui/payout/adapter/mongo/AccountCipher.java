package cn.juhui.payout.adapter.mongo;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// AES-256-GCM, as the JDK has it: nonce (12 bytes), then ciphertext and tag. What it belongs to is bound in, so that one sealed
/// account can't be put in the place of another.
public final class AccountCipher {

    private static final String AES_GCM = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int KEY_BYTES = 32;

    private final List<SecretKey> keys;
    private final SecureRandom random = new SecureRandom();

    /// @param keys 32 bytes each: the first one seals, any of them opens, so that keys can be changed
    /// @throws IllegalArgumentException when a key has another length
    public AccountCipher(List<byte[]> keys) {
        if (keys.isEmpty() || keys.stream().anyMatch(key -> key.length != KEY_BYTES)) {
            throw new IllegalArgumentException("Account keys are 32 bytes each, at least one");
        }
        this.keys = keys.stream().<SecretKey>map(key -> new SecretKeySpec(key, "AES")).toList();
    }

    byte[] seal(byte[] plain, String belongsTo) {
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            var sealed =
                    cipher(Cipher.ENCRYPT_MODE, keys.getFirst(), nonce, belongsTo).doFinal(plain);
            var all = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
            System.arraycopy(sealed, 0, all, NONCE_BYTES, sealed.length);
            return all;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JVM has no AES-GCM", e);
        }
    }

    /// @throws IllegalStateException when no key opens it: it was changed, belongs to something else, or its key is gone
    byte[] open(byte[] sealed, String belongsTo) {
        var nonce = Arrays.copyOf(sealed, NONCE_BYTES);
        for (var key : keys) {
            try {
                return cipher(Cipher.DECRYPT_MODE, key, nonce, belongsTo)
                        .doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
            } catch (AEADBadTagException e) {
                continue; // Perhaps the next key.
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("This JVM has no AES-GCM", e);
            }
        }
        throw new IllegalStateException("No key opens " + belongsTo);
    }

    private static Cipher cipher(int mode, SecretKey key, byte[] nonce, String belongsTo)
            throws GeneralSecurityException {
        var cipher = Cipher.getInstance(AES_GCM);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(belongsTo.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
