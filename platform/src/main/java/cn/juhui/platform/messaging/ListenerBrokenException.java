package cn.juhui.platform.messaging;

/// A listener met an `Error`. As any failure it is tried again: where memory ran out for as long as that lasts, otherwise a few times
/// before the record goes to the dead letters.
public final class ListenerBrokenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ListenerBrokenException(Error cause) {
        super(cause);
    }
}
