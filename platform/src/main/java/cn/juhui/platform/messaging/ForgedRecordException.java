package cn.juhui.platform.messaging;

/// A record that its source did not tell, or told otherwise. The place that it claims says nothing about the source's history.
public final class ForgedRecordException extends UnprocessableRecordException {

    private static final long serialVersionUID = 1L;

    ForgedRecordException(String message) {
        super(message);
    }
}
