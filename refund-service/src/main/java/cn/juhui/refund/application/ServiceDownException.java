package cn.juhui.refund.application;

import cn.juhui.platform.kernel.Outage;

/// Another service that is needed at once doesn't answer. Nothing was changed; trying again later is safe.
public final class ServiceDownException extends RuntimeException implements Outage {

    private static final long serialVersionUID = 1L;

    public ServiceDownException(String service, Throwable cause) {
        super(service + " doesn't answer", cause);
    }
}
