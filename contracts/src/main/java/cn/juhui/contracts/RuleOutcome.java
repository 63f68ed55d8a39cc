package cn.juhui.contracts;

import cn.juhui.contracts.id.CardId;
import org.jspecify.annotations.Nullable;

/// What one rule of the refund rules says about one application.
///
/// @param id R1 to R11
/// @param outcome `PASSED`, `BLOCKED` (the reason of a no), `LIMITS` (less than the full price), `ROUTES` (decides who reviews)
/// @param code stable, upper case: names the sentence that people read, such as `CARD_IN_OPEN_REFUND`
/// @param cardId the card it speaks about; null when it speaks about the whole order
public record RuleOutcome(String id, Outcome outcome, String code, @Nullable CardId cardId) {

    public enum Outcome {
        PASSED,
        BLOCKED,
        LIMITS,
        ROUTES
    }
}
