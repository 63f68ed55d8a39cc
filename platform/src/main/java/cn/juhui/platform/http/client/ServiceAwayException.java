package cn.juhui.platform.http.client;

import cn.juhui.platform.kernel.Outage;

/// Another service of the house gave no usable answer: nothing is known, and it is asked again later.
public final class ServiceAwayException extends RuntimeException implements Outage {

    private static final long serialVersionUID = 1L;

    public ServiceAwayException(Throwable cause) {
        super("Another service gave no usable answer: " + cause, cause);
    }
}
