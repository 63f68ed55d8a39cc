package cn.juhui.embeddedkafka;

/// Somebody else listens where the broker should.
public final class PortUnavailableException extends RuntimeException {
    private PortUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }

    static PortUnavailableException on(String host, int port, Throwable cause) {
        return new PortUnavailableException(
                "Kafka can't listen on "
                        + host
                        + ":"
                        + port
                        + ": another process does already, or the address isn't ours",
                cause);
    }
}
