package cn.juhui.standalone.dev;

import cn.juhui.platform.http.problem.ProblemException;
import cn.juhui.platform.http.problem.ProblemException.InputError;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Reads and moves the business clock of all services in this JVM.
@RestController
@RequestMapping("/dev/clock")
class DevClockController {

    private final DevClock clock;

    DevClockController(DevClock clock) {
        this.clock = clock;
    }

    /// @param advance an ISO 8601 duration (`PT24H`) or period (`P2M`)
    record Move(@NotBlank String advance) {}

    record Now(Instant now) {}

    @GetMapping
    Now now() {
        return new Now(clock.instant());
    }

    @PostMapping
    Now move(@Valid @RequestBody Move move) {
        Duration step = step(move.advance());
        if (!step.isPositive() || !clock.advance(step)) {
            throw ProblemException.invalid(InputError.of("/advance", "OUT_OF_RANGE"));
        }
        return now();
    }

    private Duration step(String text) {
        try {
            return text.contains("T") || text.contains("t")
                    ? Duration.parse(text)
                    : untilThen(Period.parse(text));
        } catch (DateTimeException | ArithmeticException e) {
            throw ProblemException.invalid(InputError.form("/advance", "PT24H"));
        }
    }

    /// A month is as long as the calendar says.
    private Duration untilThen(Period period) {
        Instant now = clock.instant();
        return Duration.between(now, now.atZone(ZoneOffset.UTC).plus(period).toInstant());
    }
}
