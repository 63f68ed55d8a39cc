package cn.juhui.refund.domain.statistics;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One event of a case, as its history and the topic have it.
///
/// @param type its wire name
/// @param data its members as plain JSON values; those that [CaseFigures] asks for
public record CaseStep(String type, Instant at, Map<String, ?> data) {

    @Nullable String text(String member) {
        return data.get(member) instanceof String text ? text : null;
    }

    boolean says(String member, Enum<?> value) {
        return value.name().equals(text(member));
    }
}
