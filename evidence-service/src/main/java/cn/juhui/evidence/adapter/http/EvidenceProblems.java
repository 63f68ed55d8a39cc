package cn.juhui.evidence.adapter.http;

import cn.juhui.evidence.domain.Refusal;
import cn.juhui.evidence.domain.legibility.Legibility;
import cn.juhui.platform.http.problem.ProblemException;
import cn.juhui.platform.http.text.Texts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The table from refusals to problem documents. Each says its reason as a code too: a front end can help without reading prose.
public final class EvidenceProblems {

    static final String TOO_LARGE = "EVIDENCE_TOO_LARGE";

    private final Texts texts;

    public EvidenceProblems(Texts texts) {
        this.texts = texts;
    }

    ProblemException problem(Refusal refusal) {
        return switch (refusal) {
            case Refusal.TypeUnsupported(var kind) ->
                    problem(415, "EVIDENCE_TYPE_UNSUPPORTED", kind);
            case Refusal.TooLarge(var measure, var limit) -> tooLarge(measure, limit);
            case Refusal.Corrupt(var damage) -> problem(422, "EVIDENCE_CORRUPT", damage);
            case Refusal.Illegible(var legibility) -> {
                var first = legibility.reasons().getFirst();
                yield problem(422, "EVIDENCE_ILLEGIBLE", first).with("legibility", legibility);
            }
            case Refusal.Infected _ -> ProblemException.of(422, "EVIDENCE_INFECTED");
            case Refusal.LimitReached(var limit) ->
                    ProblemException.of(422, "EVIDENCE_LIMIT_REACHED", limit);
        };
    }

    /// How to do better, in the caller's language; null for a clear picture.
    @Nullable String hint(Legibility legibility) {
        return legibility.reasons().isEmpty() ? null : hintFor(legibility.reasons().getFirst());
    }

    private String hintFor(Enum<?> reason) {
        return texts.get("refusal." + reason + ".hint");
    }

    /// 413.
    ///
    /// @param limit in bytes or pixels
    private ProblemException tooLarge(Refusal.Measure measure, long limit) {
        var readable =
                switch (measure) {
                    case BYTES -> limit / (1024 * 1024);
                    case SIDE -> limit;
                    case PIXELS -> limit / 1_000_000;
                };
        return problem(
                413, TOO_LARGE, measure, texts.get("refusal." + measure + ".text", readable));
    }

    private ProblemException problem(int status, String code, Enum<?> reason) {
        return problem(status, code, reason, texts.get("refusal." + reason + ".text"));
    }

    /// Says what is wrong, and what to do about it on a telephone: in the detail, and once more by itself.
    private ProblemException problem(int status, String code, Enum<?> reason, String text) {
        var hint = hintFor(reason);
        return ProblemException.of(status, code, text, hint)
                .with("reasons", List.of(reason))
                .with("hint", hint);
    }
}
