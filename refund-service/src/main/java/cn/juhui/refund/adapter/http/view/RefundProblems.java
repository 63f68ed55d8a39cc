package cn.juhui.refund.adapter.http.view;

import cn.juhui.contracts.evidence.EvidenceNeed;
import cn.juhui.platform.http.problem.ProblemException;
import cn.juhui.platform.http.problem.ProblemException.InputError;
import cn.juhui.platform.http.text.Words;
import cn.juhui.refund.application.ApplyForRefund.Outcome;
import cn.juhui.refund.domain.Quote.Objection;
import cn.juhui.refund.domain.Refusal;
import java.util.List;
import org.springframework.context.MessageSourceResolvable;

/// The one table from a refusal to its problem document.
public final class RefundProblems {

    private RefundProblems() {}

    public static ProblemException of(Refusal refusal) {
        return of(refusal, "/amount");
    }

    private static ProblemException of(Refusal refusal, String amountAt) {
        return switch (refusal) {
            case Refusal.NotAllowedNow(var status) ->
                    ProblemException.actionNotAllowed(status.name());
            case Refusal.TooEarly(var status, var from) ->
                    ProblemException.tooEarly(status.name(), StatusTexts.TIME.format(from))
                            .until(from);
            case Refusal.NotForThisRole _ -> ProblemException.forbidden();
            case Refusal.AskedEnough(var most) ->
                    ProblemException.of(409, "EVIDENCE_ASKED_ENOUGH", most);
            case Refusal.ResubmittedEnough(var most) ->
                    ProblemException.of(409, "RESUBMISSIONS_EXHAUSTED", most);
            case Refusal.TakenEnough(var most) -> ProblemException.of(409, "TAKES_EXHAUSTED", most);
            case Refusal.ReturnedEnough(var most) ->
                    ProblemException.of(409, "RETURNS_EXHAUSTED", most);
            case Refusal.AccountTooSoon(var most, var until) ->
                    ProblemException.of(
                                    409, "ACCOUNT_TOO_SOON", most, StatusTexts.TIME.format(until))
                            .until(until);
            case Refusal.AmountNotPositive _ ->
                    ProblemException.invalid(
                            InputError.of(amountAt, "OUT_OF_RANGE", 0).as("above"));
            case Refusal.AmountNotNamed _ ->
                    ProblemException.invalid(InputError.of(amountAt, "REQUIRED"));
            case Refusal.AmountTooHigh(var highest) ->
                    ProblemException.of(422, "AMOUNT_TOO_HIGH", highest.text());
            case Refusal.MoreNeedsEvidence(var held, var highest) ->
                    ProblemException.of(422, "RULING_NEEDS_EVIDENCE", held.text(), highest.text());
            case Refusal.LessNeedsOffer(var held) ->
                    ProblemException.of(422, "AMOUNT_NEEDS_OFFER", held.text());
            case Refusal.CurrencyDiffers(var expected) ->
                    ProblemException.of(422, "CURRENCY_MISMATCH", Words.of("currency", expected));
            case Refusal.RulingIncomplete(var kind, var inAmount) ->
                    ProblemException.invalid(
                            InputError.of(
                                    inAmount ? "/amount" : "/ratio",
                                    switch (kind) {
                                        case FULL, REFUSE -> "NEITHER_OF_BOTH";
                                        case RATIO -> "ONLY_RATIO";
                                        case AMOUNT -> "ONLY_AMOUNT";
                                    }));
            case Refusal.RatioTooSmall(var lowest) ->
                    ProblemException.invalid(
                            InputError.of("/ratio", "OUT_OF_RANGE", lowest.toPlainString())
                                    .as("least"));
            case Refusal.EvidenceUnknown(var ids) -> evidenceUnknown(ids);
            case Refusal.EvidenceMissing(var missing) -> evidenceMissing(missing);
        };
    }

    public static ProblemException of(Objection objection) {
        return switch (objection) {
            case Objection.NotEligible(var rules) ->
                    ProblemException.refusedByRules("REFUND_NOT_ELIGIBLE", rules);
            case Objection.WrongAmount(var why) -> of(why, "/requestedAmount");
            case Objection.EvidenceMissing(var missing) -> evidenceMissing(missing);
        };
    }

    /// With `missing`, so that a form can show which kinds.
    private static ProblemException evidenceMissing(List<EvidenceNeed> missing) {
        var kinds = missing.stream().map(RefundProblems::need).toList();
        return ProblemException.of(422, "EVIDENCE_REQUIRED", Words.list(kinds))
                .with("missing", missing);
    }

    public static ProblemException of(Outcome.EvidenceUnknown outcome) {
        return evidenceUnknown(outcome.ids());
    }

    /// With `unknown`, their ids.
    private static ProblemException evidenceUnknown(List<String> ids) {
        return ProblemException.of(422, "EVIDENCE_UNKNOWN", ids.size()).with("unknown", ids);
    }

    private static MessageSourceResolvable need(EvidenceNeed need) {
        var kinds = need.kinds().stream().map(kind -> Words.of("kind", kind.name())).toList();
        var any = Words.anyOf(kinds);
        return need.min() == 1 ? any : Words.phrase("need.several", any, need.min());
    }
}
