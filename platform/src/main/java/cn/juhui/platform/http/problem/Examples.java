package cn.juhui.platform.http.problem;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// What a value of a type looks like, for whoever sent something else.
final class Examples {

    private Examples() {}

    /// Null for a type that needs more than a line.
    static @Nullable String of(@Nullable Class<?> type) {
        if (type == null) {
            return null;
        }
        return switch (type.getName()) {
            case "java.time.Instant" -> Instant.parse("2026-11-24T01:00:00Z").toString();
            case "java.time.Duration" -> Duration.ofHours(24).toString();
            case "java.time.LocalDate" -> LocalDate.of(2026, 11, 24).toString();
            case "java.lang.Boolean", "boolean" -> "true";
            case "java.lang.Integer", "int", "java.lang.Long", "long" -> "100";
            case "java.math.BigDecimal" -> "0.5";
            default -> null;
        };
    }
}
