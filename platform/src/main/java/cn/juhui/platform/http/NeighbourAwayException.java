package cn.juhui.platform.http;

/// Another service of the house gave no usable answer: nothing is known, and it is asked again later.
public final class NeighbourAwayException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public NeighbourAwayException(Throwable cause) {
        super("A neighbour gave no usable answer: " + cause, cause);
    }
}
