package cn.juhui.notification.adapter.http.letter;

import cn.juhui.contracts.Role;
import cn.juhui.contracts.wire.Topics;
import cn.juhui.notification.application.letter.HandleLetters;
import cn.juhui.notification.application.letter.Letters;
import cn.juhui.notification.application.letter.Letters.Sought;
import cn.juhui.notification.domain.letter.DeadLetter;
import cn.juhui.platform.http.audit.NotesItself;
import cn.juhui.platform.http.problem.ProblemException;
import cn.juhui.platform.http.problem.ProblemException.InputError;
import cn.juhui.platform.http.request.Cursors;
import cn.juhui.platform.http.request.FromQuery;
import cn.juhui.platform.http.request.Narrowed;
import cn.juhui.platform.http.request.Page;
import cn.juhui.platform.http.request.PageRequest;
import cn.juhui.platform.kernel.Ids;
import cn.juhui.platform.messaging.replay.Replay;
import cn.juhui.platform.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// `/v1/dead-letters`: what services could not take, and what is to become of it. For operators only.
@NotesItself
@RestController
@RequestMapping("/v1/dead-letters")
final class LetterController {

    private static final int AT_ONCE = 100;

    /// How many of those that are left are counted.
    private static final int MOST_LEFT = 1_000;

    private static final Set<String> SERVICES =
            Topics.LISTENERS.values().stream()
                    .flatMap(List::stream)
                    .collect(Collectors.toCollection(TreeSet::new));

    /// Behind this no further letter is begun; shorter than the gateway waits.
    private static final Duration ENOUGH = Duration.ofSeconds(12);

    private static final Predicate<String> TYPE = Pattern.compile("[a-z_.]+").asMatchPredicate();
    private static final Predicate<String> SUBJECT =
            Pattern.compile("[A-Za-z0-9_:-]+").asMatchPredicate();
    private static final String EXAMPLE = "refund.completed";

    private final Letters letters;
    private final HandleLetters handle;

    LetterController(Letters letters, HandleLetters handle) {
        this.letters = letters;
        this.handle = handle;
    }

    /// What a list is narrowed to; null for any.
    @FromQuery
    record Filter(
            @Nullable String service,
            @Nullable String type,
            @Nullable String subject,
            @Nullable String state) {

        Sought sought() {
            if (service != null) {
                mustListen("service", service);
            }
            Narrowed.text("type", type, 60, TYPE, InputError.form("type", EXAMPLE));
            Narrowed.text(
                    "subject",
                    subject,
                    100,
                    SUBJECT,
                    InputError.form("subject", "rfd_019ac0a3c4d57e8f9a0b1c2d3e4f5a6b"));
            return new Sought(service, type, subject, state == null ? null : stateOf(state));
        }

        private static DeadLetter.State stateOf(String state) {
            for (var one : DeadLetter.State.values()) {
                if (one.name().equals(state)) {
                    return one;
                }
            }
            throw ProblemException.invalid(
                    InputError.notOneOf("state", List.of(DeadLetter.State.values())));
        }
    }

    /// @param reason why nobody shall work it any more
    record Discard(@NotBlank @Size(max = 500) String reason) {}

    /// Which ones: at least one of them is said.
    ///
    /// @param ids of these; null for all open ones, oldest first
    /// @param service of these only; null for all
    /// @param type of these only; null for all
    record Many(
            @Size(min = 1, max = AT_ONCE) @Nullable List<String> ids,
            @Nullable String service,
            @Nullable String type) {}

    /// @param results in the order in which they were worked
    /// @param left open letters that were asked for and not worked this time
    record Worked(List<Result> results, int left) {}

    /// @param outcome `NOT_OPEN` where there was nothing to do
    record Result(String id, String outcome, @Nullable String reason) {}

    /// The newest first.
    @GetMapping
    Page<LetterView> list(Filter filter, PageRequest page, Caller caller) {
        ProblemException.forbiddenUnless(caller.is(Role.OPERATOR));
        var before = page.cursor() == null ? null : Cursors.decode(page.cursor(), 1).getFirst();
        if (before != null && !Ids.isA("dlt", before)) {
            throw Cursors.invalid();
        }
        var found = letters.list(filter.sought(), before, page.limit() + 1);
        var shown = found.subList(0, Math.min(found.size(), page.limit()));
        return new Page<>(
                shown.stream().map(LetterView::of).toList(),
                found.size() == shown.size() ? null : Cursors.encode(shown.getLast().id()));
    }

    @GetMapping("/{id}")
    LetterView one(@PathVariable String id, Caller caller) {
        ProblemException.forbiddenUnless(caller.is(Role.OPERATOR));
        return LetterView.of(letters.find(id).orElseThrow(ProblemException::notFound));
    }

    /// @throws ProblemException 409 when it isn't open, 503 when the service that gave it up is away
    @PostMapping("/{id}/replay")
    LetterView replay(@PathVariable String id, Caller caller) {
        ProblemException.forbiddenUnless(caller.is(Role.OPERATOR));
        var letter = openOne(handle.replay(id, caller.as(Role.OPERATOR)), id);
        if (letter.state() == DeadLetter.State.OPEN
                && Replay.Outcome.AWAY.name().equals(letter.attempts().getLast().outcome())) {
            throw ProblemException.of(503, "SERVICE_UNAVAILABLE");
        }
        return LetterView.of(letter);
    }

    /// @throws ProblemException 409 when it isn't open
    @PostMapping("/{id}/discard")
    LetterView discard(
            @PathVariable String id, @Valid @RequestBody Discard discard, Caller caller) {
        ProblemException.forbiddenUnless(caller.is(Role.OPERATOR));
        return LetterView.of(
                openOne(handle.discard(id, caller.as(Role.OPERATOR), discard.reason()), id));
    }

    /// The oldest first, one after the other, until there is none or it takes too long.
    @PostMapping("/replay")
    Worked replayMany(@Valid @RequestBody Many many, Caller caller) {
        ProblemException.forbiddenUnless(caller.is(Role.OPERATOR));
        var ids = idsOf(many);
        var until = Instant.now().plus(ENOUGH);
        var results = new ArrayList<Result>();
        for (var id : ids.subList(0, Math.min(ids.size(), AT_ONCE))) {
            if (Instant.now().isAfter(until)) {
                break;
            }
            results.add(result(id, handle.replay(id, caller.as(Role.OPERATOR))));
        }
        return new Worked(results, ids.size() - results.size());
    }

    private List<String> idsOf(Many many) {
        if (many.ids() == null && many.service() == null && many.type() == null) {
            throw ProblemException.invalid(InputError.of("/service", "REQUIRED"));
        }
        if (many.service() != null) {
            mustListen("/service", many.service());
        }
        Narrowed.text("/type", many.type(), 60, TYPE, InputError.form("/type", EXAMPLE));
        var sought = new Sought(many.service(), many.type(), null, null);
        if (many.ids() == null) {
            return letters.open(sought, MOST_LEFT);
        }
        if (!many.ids().stream().allMatch(id -> Ids.isA("dlt", id))) {
            throw ProblemException.invalid(InputError.of("/ids", "WRONG_FORM"));
        }
        return many.ids().stream().distinct().sorted().filter(id -> matches(id, many)).toList();
    }

    /// What is not there is told as such.
    private boolean matches(String id, Many many) {
        return letters.find(id)
                .map(letter ->
                        (many.service() == null || many.service().equals(letter.service()))
                                && (many.type() == null
                                        || many.type().equals(letter.shown().type())))
                .orElse(true);
    }

    private static void mustListen(String pointer, String service) {
        if (!SERVICES.contains(service)) {
            throw ProblemException.invalid(InputError.notOneOf(pointer, SERVICES));
        }
    }

    private static Result result(String id, Optional<DeadLetter> worked) {
        if (worked.isEmpty() || worked.get().attempts().isEmpty()) {
            return new Result(id, "NOT_OPEN", null);
        }
        var last = worked.get().attempts().getLast();
        return new Result(id, last.outcome(), last.reason());
    }

    private DeadLetter openOne(Optional<DeadLetter> handled, String id) {
        return handled.orElseThrow(() ->
                letters.find(id)
                        .map(there -> ProblemException.actionNotAllowed(there.state().name()))
                        .orElseGet(ProblemException::notFound));
    }
}
