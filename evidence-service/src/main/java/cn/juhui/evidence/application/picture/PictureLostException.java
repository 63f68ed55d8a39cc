package cn.juhui.evidence.application.picture;

/// The store answers, and the file is not there any more, or not as it was kept.
public final class PictureLostException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    /// @param sha256 of the file
    public PictureLostException(String sha256, Throwable cause) {
        super("The file " + sha256 + " is not whole", cause);
    }

    /// @param sha256 of the file
    public PictureLostException(String sha256) {
        super("The file " + sha256 + " is not whole");
    }
}
