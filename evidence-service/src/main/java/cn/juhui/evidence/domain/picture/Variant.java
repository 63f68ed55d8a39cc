package cn.juhui.evidence.domain.picture;

/// In which form a picture is shown.
public enum Variant {
    CONTENT,
    THUMBNAIL
}
