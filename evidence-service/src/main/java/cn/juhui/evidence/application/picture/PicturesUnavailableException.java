package cn.juhui.evidence.application.picture;

import cn.juhui.platform.kernel.Outage;

/// The store of the pictures does not answer, or refuses. Whether what was asked of it is done is unknown; asking again is harmless.
public final class PicturesUnavailableException extends RuntimeException implements Outage {

    private static final long serialVersionUID = 1L;

    public PicturesUnavailableException(Throwable cause) {
        super("The store of the pictures: " + cause, cause);
    }
}
