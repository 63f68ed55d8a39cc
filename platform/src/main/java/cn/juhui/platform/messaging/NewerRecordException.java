package cn.juhui.platform.messaging;

import cn.juhui.platform.kernel.Outage;

/// A record says something that only a newer version of this service knows, and its source did tell it. It waits until that version is here: it is not
/// lost, and not a dead letter.
public final class NewerRecordException extends RuntimeException implements Outage {

    private static final long serialVersionUID = 1L;

    NewerRecordException(String message, Throwable cause) {
        super(message, cause);
    }
}
