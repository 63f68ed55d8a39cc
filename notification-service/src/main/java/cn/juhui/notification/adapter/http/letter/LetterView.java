package cn.juhui.notification.adapter.http.letter;

import cn.juhui.notification.domain.letter.DeadLetter;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A dead letter as operators see it.
record LetterView(
        String id,
        String service,
        String topic,
        int partition,
        long offset,
        Instant toldAt,
        @Nullable String type,
        @Nullable String subject,
        @Nullable String eventId,
        @Nullable String key,
        List<DeadLetter.Header> headers,
        @Nullable String body,
        int bytes,
        String reason,
        Instant receivedAt,
        DeadLetter.State state,
        List<DeadLetter.Attempt> attempts,
        DeadLetter.@Nullable Discarded discarded,
        List<String> allowedActions) {

    static LetterView of(DeadLetter letter) {
        var origin = letter.origin();
        var shown = letter.shown();
        return new LetterView(
                letter.id(),
                letter.service(),
                origin.topic(),
                origin.partition(),
                origin.offset(),
                origin.toldAt(),
                shown.type(),
                shown.subject(),
                shown.eventId(),
                shown.key(),
                shown.headers(),
                shown.body(),
                shown.bytes(),
                letter.reason(),
                letter.receivedAt(),
                letter.state(),
                letter.attempts(),
                letter.discarded(),
                letter.allowedActions());
    }
}
