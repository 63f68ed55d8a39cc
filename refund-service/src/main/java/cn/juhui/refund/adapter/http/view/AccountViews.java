package cn.juhui.refund.adapter.http.view;

import cn.juhui.contracts.Role;
import cn.juhui.contracts.evidence.EvidenceUse;
import cn.juhui.contracts.money.NameCheck;
import cn.juhui.platform.security.Caller;
import cn.juhui.refund.adapter.http.view.RefundView.AccountView;
import cn.juhui.refund.domain.Refund;
import cn.juhui.refund.domain.state.Intervention;
import cn.juhui.refund.domain.state.ReplacementAccount;
import java.util.Collections;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Shows to which other account the money of a case goes, to who may know it.
final class AccountViews {

    private AccountViews() {}

    /// Null for who may not, and while the account that paid can take it.
    static @Nullable AccountView of(Refund refund, Caller caller) {
        var readers = Sides.reading(caller, refund);
        if (Collections.disjoint(readers, Redaction.ACCOUNT_READERS)) {
            return null;
        }
        var agent = readers.contains(Role.AGENT);
        var names = readers.stream().anyMatch(EvidenceUse.ACCOUNT_PROOF::isFor);
        return switch (refund.intervention()) {
            case Intervention.AccountNeeded(_, _, _, var refused, _) ->
                    refused == null
                            ? new AccountView("REQUIRED", null, null, null, null, null, null, null)
                            : new AccountView(
                                    "REFUSED",
                                    null,
                                    refused.maskedAccount(),
                                    null,
                                    null,
                                    null,
                                    null,
                                    names ? refused.text() : null);
            case Intervention.AccountNamed s ->
                    account(
                            s.acceptedBy().isEmpty() ? "NAMED" : "SECOND_AGENT_NEEDED",
                            s.account(),
                            agent ? s.agentsNeeded() : null,
                            agent,
                            names);
            case Intervention.None _,
                    Intervention.Open _,
                    Intervention.Proposed _,
                    Intervention.Ruled _ ->
                    refund.paidElsewhere() == null
                            ? null
                            : account(
                                    "ACCEPTED",
                                    refund.paidElsewhere().account(),
                                    null,
                                    agent,
                                    names);
        };
    }

    /// @param agent whether an agent looks: what the check says would tell others who paid
    /// @param names whether the reader may know whose account it is
    private static AccountView account(
            String state,
            ReplacementAccount account,
            @Nullable Integer agentsNeeded,
            boolean agent,
            boolean names) {
        var known = Objects.requireNonNullElse(account.nameCheck(), NameCheck.UNKNOWN);
        return new AccountView(
                state,
                account.channel(),
                account.maskedAccount(),
                names ? account.holderName() : null,
                names ? account.bankName() : null,
                agent ? known : null,
                agentsNeeded,
                null);
    }
}
