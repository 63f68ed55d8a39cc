package cn.juhui.embeddedmongo;

import java.net.BindException;

/// The store can't listen where it was told to, mostly because somebody else already does.
public final class PortUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private PortUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }

    static PortUnavailableException on(String host, int port, Throwable cause) {
        for (Throwable t = cause; t != null; t = t.getCause()) {
            if (t instanceof BindException) {
                return new PortUnavailableException(
                        "Port " + port + " on " + host + " is taken: " + t.getMessage(), cause);
            }
        }
        return new PortUnavailableException(
                "Can't listen on " + host + ":" + port + ": " + cause.getMessage(), cause);
    }
}
