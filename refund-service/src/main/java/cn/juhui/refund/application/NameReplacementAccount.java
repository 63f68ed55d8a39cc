package cn.juhui.refund.application;

import cn.juhui.contracts.evidence.EvidenceKind;
import cn.juhui.contracts.evidence.EvidenceNeed;
import cn.juhui.contracts.money.NameCheck;
import cn.juhui.contracts.refund.RefundEvent;
import cn.juhui.platform.journal.Cause;
import cn.juhui.platform.journal.Handled;
import cn.juhui.platform.journal.Loaded;
import cn.juhui.platform.journal.Stored;
import cn.juhui.platform.kernel.Decision;
import cn.juhui.refund.domain.Command;
import cn.juhui.refund.domain.Refund;
import cn.juhui.refund.domain.Refusal;
import java.util.List;

/// The customer names another account, because the one that paid can't take the money. The number goes to payout-service; the
/// case keeps only what can be shown, and whether the holder is who paid, as far as that is known.
///
/// @param secondAgentAbove from more than how many minor units on two agents must accept it
public record NameReplacementAccount(
        RefundCommands commands,
        PayoutAccounts accounts,
        PayerNames payers,
        long secondAgentAbove) {

    /// Why the account that paid can't take it.
    private static final EvidenceNeed PROOF = new EvidenceNeed(EvidenceKind.ACCOUNT_ABNORMAL, 1);

    /// @throws ServiceDownException when evidence-, order- or payout-service doesn't answer; nothing was changed
    public Handled<Refund, Refusal> name(
            Loaded<Refund, RefundEvent> loaded,
            PayoutAccounts.Details account,
            List<String> evidenceIds,
            Cause cause) {
        var stored = loaded.stored();
        var tried = command("", account, NameCheck.UNKNOWN, evidenceIds);
        if (!(commands.decide(stored, tried, cause) instanceof Decision.Accepted)) {
            return commands.handle(loaded, tried, cause);
        }
        var objection = commands.objection(stored, evidenceIds, List.of(PROOF));
        if (objection != null) {
            return new Handled.Refused<>(stored, objection);
        }
        var orderId = stored.aggregate().application().orderId();
        var check = payers.check(orderId, account.holderName());
        return accounts.keep(stored.aggregate().payoutId(), account)
                .map(ref -> command(ref, account, check, evidenceIds))
                .map(command -> commands.handle(loaded, command, cause))
                .orElseGet(() -> new Handled.Refused<>(stored, notNeeded(stored)));
    }

    private static Refusal notNeeded(Stored<Refund> stored) {
        return new Refusal.NotAllowedNow(stored.aggregate().status());
    }

    private Command.NameAccount command(
            String ref, PayoutAccounts.Details account, NameCheck check, List<String> evidenceIds) {
        return new Command.NameAccount(
                ref,
                account.channel(),
                account.number().masked(),
                account.holderName(),
                account.bankName(),
                check,
                evidenceIds,
                secondAgentAbove);
    }
}
