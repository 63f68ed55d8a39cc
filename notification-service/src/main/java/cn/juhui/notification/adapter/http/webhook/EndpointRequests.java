package cn.juhui.notification.adapter.http.webhook;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What merchants send about their endpoints.
final class EndpointRequests {

    private EndpointRequests() {}

    /// @param eventTypes null or empty: everything
    record NewEndpoint(
            @NotBlank @Size(max = 500) String url,
            @Nullable @Size(max = 100) List<String> eventTypes,
            @Nullable @Size(max = 500) String description,
            @Nullable Boolean cloudEvents) {}

    /// What isn't sent stays as it is.
    record ChangedEndpoint(
            @Nullable @Size(min = 1, max = 500) String url,
            @Nullable @Size(max = 100) List<String> eventTypes,
            @Nullable @Size(max = 500) String description,
            @Nullable Boolean cloudEvents,
            @Nullable Boolean enabled) {}

    /// @param overlap how long the secrets before sign, too; null: a day
    record Rotation(@Nullable Duration overlap) {}

    /// @param all whether also what was delivered; null: not
    record RangeAgain(@NotNull Instant from, @NotNull Instant to, @Nullable Boolean all) {}
}
