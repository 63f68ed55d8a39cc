package cn.juhui.standalone;

/// The platform can't start, and the message tells its user what to do about it. No stack trace is worth showing.
public final class StartRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StartRefusedException(String message) {
        super(message);
    }
}
