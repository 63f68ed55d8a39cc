package cn.juhui.evidence.domain.picture;

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
}
