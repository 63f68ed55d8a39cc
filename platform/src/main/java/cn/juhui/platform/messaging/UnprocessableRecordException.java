package cn.juhui.platform.messaging;

/// A record that no retry can make readable: it goes to the dead letters at once. Anything else that goes wrong is retried for
/// as long as it lasts.
public final class UnprocessableRecordException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnprocessableRecordException(String message) {
        super(message);
    }

    public UnprocessableRecordException(String message, Throwable cause) {
        super(message, cause);
    }
}
