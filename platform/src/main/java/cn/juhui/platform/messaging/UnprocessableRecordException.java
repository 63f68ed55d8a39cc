package cn.juhui.platform.messaging;

/// A record that no retry can help: nobody can read it, or the aggregate that it is about says no, which means that two services disagree. It goes to
/// the dead letters at once, so that people look. Anything else that goes wrong is retried for as long as it lasts.
public sealed class UnprocessableRecordException extends RuntimeException
        permits ForgedRecordException {

    private static final long serialVersionUID = 1L;

    public UnprocessableRecordException(String message) {
        super(message);
    }

    public UnprocessableRecordException(String message, Throwable cause) {
        super(message, cause);
    }
}
