package cn.juhui.evidence.domain.picture;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// A file that is stored once, under the SHA-256 of its bytes.
///
/// @param sha256 64 lower-case hexadecimal digits
public record StoredPicture(
        String sha256, PictureFormat format, long bytes, int width, int height) {

    public StoredPicture {
        if (!sha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("Not a SHA-256: " + sha256);
        }
    }

    /// Whether it is these bytes.
    public boolean is(byte[] content) {
        return sha256.equals(sha256(content));
    }

    /// 64 lower-case hexadecimal digits.
    public static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
