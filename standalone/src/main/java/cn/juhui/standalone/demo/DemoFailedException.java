package cn.juhui.standalone.demo;

/// The walk can't go on; the message says why, without a stack trace.
final class DemoFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DemoFailedException(String message) {
        super(message);
    }
}
