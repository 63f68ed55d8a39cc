package cn.juhui.notification.adapter.http.feed;

import cn.juhui.notification.adapter.http.webhook.MerchantAccess;
import cn.juhui.notification.application.feed.ReadFeed;
import cn.juhui.notification.domain.feed.FeedEvent;
import cn.juhui.notification.domain.feed.ToldToSystems;
import cn.juhui.platform.http.problem.ProblemException;
import cn.juhui.platform.http.problem.ProblemException.InputError;
import cn.juhui.platform.http.request.Cursors;
import cn.juhui.platform.http.request.Page;
import cn.juhui.platform.http.request.PageRequest;
import cn.juhui.platform.json.StateMapper;
import cn.juhui.platform.kernel.Ids;
import cn.juhui.platform.kernel.Writing;
import cn.juhui.platform.security.Caller;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// `/v1/events`: a merchant's events in order, as webhooks tell them. Who has lost webhooks, or wants none, reads here.
@RestController
final class EventController {

    private static final int LONGEST_WAIT_SECONDS = 20;
    private static final int LONGEST_POSITION = 100;
    private static final Duration KEPT = Duration.ofDays(30);
    private static final Pattern POSITION = Pattern.compile("[0-9]{1,18}");

    private final ReadFeed feed;

    EventController(ReadFeed feed) {
        this.feed = feed;
    }

    /// @param after an event's id, or the `nextCursor` of the page before; null: from the oldest that is kept
    /// @param types several with commas; null: all
    /// @param wait seconds to wait for an event where there is none yet
    @GetMapping("/v1/events")
    Page<Map<String, Object>> read(
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable String types,
            @RequestParam(defaultValue = "20") int limit,
            @RequestParam(defaultValue = "0") int wait,
            Caller caller) {
        var merchantId = MerchantAccess.merchantOf(caller);
        if (limit < 1 || limit > PageRequest.MAX_LIMIT) {
            throw ProblemException.invalid(InputError.range("limit", 1, PageRequest.MAX_LIMIT));
        }
        if (wait < 0 || wait > LONGEST_WAIT_SECONDS) {
            throw ProblemException.invalid(InputError.range("wait", 0, LONGEST_WAIT_SECONDS));
        }
        var position = after == null ? 0 : position(merchantId, after);
        var found = feed.read(merchantId, position, types(types), limit, Duration.ofSeconds(wait));
        return new Page<>(
                found.events().stream().map(EventController::view).toList(),
                Cursors.encode(
                        Long.toString(found.next()),
                        Long.toString(Instant.now().getEpochSecond())));
    }

    private long position(String merchantId, String after) {
        if (Ids.isA("evt", after)) {
            return feed.positionOf(merchantId, after).orElseThrow(EventController::gone);
        }
        var parts = positions(after);
        var position = Long.parseLong(parts.getFirst());
        var told = Instant.ofEpochSecond(Math.min(Long.parseLong(parts.getLast()), 1L << 40));
        if (told.plus(KEPT).isBefore(Instant.now()) || !feed.isWhole(merchantId, position)) {
            throw gone();
        }
        return position;
    }

    private static List<String> positions(String after) {
        if (Writing.length(after) > LONGEST_POSITION) {
            throw ProblemException.invalid(InputError.size("after", true, 1, LONGEST_POSITION));
        }
        try {
            var parts = Cursors.decode(after, 2);
            if (parts.stream().filter(part -> POSITION.matcher(part).matches()).count() == 2) {
                return parts;
            }
        } catch (ProblemException e) {
            throw nothingOfOurs();
        }
        throw nothingOfOurs();
    }

    private static ProblemException nothingOfOurs() {
        return ProblemException.invalid(InputError.of("after", "WRONG_FORM").as("cursor"));
    }

    /// What came next isn't kept any more: something would be missing.
    private static ProblemException gone() {
        return ProblemException.of(410, "EVENTS_EXPIRED");
    }

    private static List<String> types(@Nullable String types) {
        var asked = types == null ? List.<String>of() : List.of(types.split(",", -1));
        if (!ToldToSystems.types().containsAll(asked)) {
            throw ProblemException.invalid(InputError.notOneOf("types", ToldToSystems.types()));
        }
        return asked;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> view(FeedEvent event) {
        return StateMapper.fromJson(event.json().getBytes(StandardCharsets.UTF_8), Map.class);
    }
}
