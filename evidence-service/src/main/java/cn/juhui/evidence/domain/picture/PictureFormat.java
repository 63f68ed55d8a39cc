package cn.juhui.evidence.domain.picture;

/// The formats that are taken in: still pictures that every browser shows. Others than the sender see a WebP as a PNG or a JPEG.
public enum PictureFormat {
    PNG("image/png", "png"),
    JPEG("image/jpeg", "jpg"),
    WEBP("image/webp", "webp");

    private final String mediaType;
    private final String extension;

    PictureFormat(String mediaType, String extension) {
        this.mediaType = mediaType;
        this.extension = extension;
    }

    public String mediaType() {
        return mediaType;
    }

    /// Without the dot.
    public String extension() {
        return extension;
    }
}
