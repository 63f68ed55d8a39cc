package cn.juhui.notification.domain.letter;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A record that a service could not take: where it stood, why, and what became of it. It is `OPEN` until somebody has it worked again and it is taken
/// (`REPLAYED`), or says that it is to be left (`DISCARDED`). What it says is shown masked only; the record itself is kept, sealed, as long as it is open.
///
/// @param id `dlt_…`, later ones sort behind earlier ones
/// @param service that could not take it
/// @param reason why not, when it was tried last
/// @param receivedAt when the service gave it up
/// @param attempts to have it worked again, the latest 50, oldest first
/// @param discarded who left it, and why; null when nobody did
public record DeadLetter(
        String id,
        String service,
        Origin origin,
        Shown shown,
        String reason,
        Instant receivedAt,
        State state,
        List<Attempt> attempts,
        @Nullable Discarded discarded) {

    public DeadLetter {
        attempts = List.copyOf(attempts);
    }

    public enum State {
        OPEN,
        REPLAYING,
        REPLAYED,
        DISCARDED
    }

    /// Where the record stood.
    ///
    /// @param toldAt by Kafka's clock
    public record Origin(String topic, int partition, long offset, Instant toldAt) {}

    /// What may be shown of it.
    ///
    /// @param type its `ce_type`; null when it has none that could be shown, like the others
    /// @param subject its `ce_subject`
    /// @param eventId its `ce_id`
    /// @param key null when it has none
    /// @param body what it says, masked; null when it says nothing
    /// @param bytes of what it says
    public record Shown(
            @Nullable String type,
            @Nullable String subject,
            @Nullable String eventId,
            @Nullable String key,
            List<Header> headers,
            @Nullable String body,
            int bytes) {

        public Shown {
            headers = List.copyOf(headers);
        }
    }

    /// A header, masked.
    public record Header(String name, String value) {}

    /// One try to have it worked again.
    ///
    /// @param by the operator
    /// @param outcome `DONE`, `REFUSED`, `FAILED` or `AWAY`
    /// @param reason why it was not taken; null when it was
    public record Attempt(Instant at, String by, String outcome, @Nullable String reason) {}

    /// @param by the operator
    public record Discarded(Instant at, String by, String reason) {}

    /// What can be done with it now.
    public List<String> allowedActions() {
        return state == State.OPEN ? List.of("REPLAY", "DISCARD") : List.of();
    }
}
