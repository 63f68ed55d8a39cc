package cn.juhui.evidence.domain;

/// In which form a picture is shown.
public enum Variant {
    CONTENT,
    THUMBNAIL
}
