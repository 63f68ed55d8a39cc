package cn.juhui.refund.domain;

import cn.juhui.contracts.Role;
import cn.juhui.contracts.evidence.EvidenceKind;
import cn.juhui.contracts.money.Money;
import cn.juhui.contracts.money.NameCheck;
import cn.juhui.contracts.money.PaymentChannel;
import cn.juhui.refund.domain.state.Review.RejectionCode;
import cn.juhui.refund.domain.state.Ruling;
import java.util.List;
import java.util.stream.Stream;

/// The buttons of a case. Whether one is enabled is not written down anywhere: the case itself is asked, with a command
/// like the one that the button would send.
public enum Action {
    WITHDRAW,
    URGE,
    EVIDENCE,
    RESUBMIT,
    APPEAL,
    INTERVENTION,
    OFFER_ACCEPT,
    OFFER_DECLINE,
    REPLACEMENT_ACCOUNT,
    APPROVE,
    REJECT,
    EVIDENCE_REQUEST,
    OFFER,
    TAKE,
    RULING,
    RULING_CONFIRMATION,
    REPLACEMENT_ACCOUNT_VERIFICATION;

    private static final List<String> NEW_EVIDENCE = List.of("evd_");
    private static final List<EvidenceKind> ANY_KIND = List.of(EvidenceKind.OTHER);

    /// Commands as this button sends them: an agent who can't ask one side any more may still ask the other.
    public Stream<Command> examples(Refund refund) {
        var example = example(refund);
        return this == EVIDENCE_REQUEST
                ? Stream.of(example, new Command.RequestEvidence(Role.MERCHANT, ANY_KIND, ""))
                : Stream.of(example);
    }

    /// A command as this button sends it, right in everything but perhaps the moment.
    Command example(Refund refund) {
        return switch (this) {
            case WITHDRAW -> new Command.Withdraw();
            case URGE -> new Command.Urge();
            case EVIDENCE -> new Command.SupplyEvidence(NEW_EVIDENCE, null);
            case RESUBMIT -> new Command.Resubmit(NEW_EVIDENCE, null);
            case APPEAL -> new Command.Appeal("", List.of());
            case INTERVENTION -> new Command.RequestIntervention("", List.of());
            case OFFER_ACCEPT -> new Command.AcceptOffer();
            case OFFER_DECLINE -> new Command.DeclineOffer();
            case REPLACEMENT_ACCOUNT ->
                    new Command.NameAccount(
                            "",
                            PaymentChannel.BANK_CARD,
                            "",
                            "",
                            null,
                            NameCheck.UNKNOWN,
                            NEW_EVIDENCE,
                            0);
            case APPROVE -> new Command.Approve(null);
            case REJECT -> new Command.Reject(RejectionCode.OTHER, "");
            case EVIDENCE_REQUEST -> new Command.RequestEvidence(Role.CUSTOMER, ANY_KIND, "");
            case OFFER -> new Command.Offer(smallest(refund), "");
            case TAKE -> new Command.Take();
            case RULING ->
                    new Command.Rule(
                            Ruling.Kind.FULL, null, null, "", "", Ruling.CostBearer.PLATFORM);
            case RULING_CONFIRMATION -> new Command.ConfirmRuling(true, "");
            case REPLACEMENT_ACCOUNT_VERIFICATION -> new Command.VerifyAccount(true, "");
        };
    }

    private static Money smallest(Refund refund) {
        return new Money(1, refund.application().highest().currency());
    }
}
