package cn.juhui.platform.journal;

/// An aggregate's document would become larger than it may be, see [DocumentLimit]. Nothing was changed. People are told so (409 `HISTORY_FULL`); a fact from another service
/// becomes a dead letter.
public final class DocumentFullException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public DocumentFullException(String id, long bytes, long most) {
        super("%s would have %d bytes; it has %d at most".formatted(id, bytes, most));
    }
}
