package cn.juhui.refund.domain.machine;

import cn.juhui.contracts.Actor;
import cn.juhui.contracts.Role;
import cn.juhui.contracts.refund.RefundEvent;
import cn.juhui.contracts.refund.term.DeadlineKind;
import cn.juhui.platform.kernel.Decision;
import cn.juhui.refund.domain.Command;
import cn.juhui.refund.domain.Command.NameAccount;
import cn.juhui.refund.domain.Command.PassDeadline;
import cn.juhui.refund.domain.Command.SupplyEvidence;
import cn.juhui.refund.domain.Command.Take;
import cn.juhui.refund.domain.Command.VerifyAccount;
import cn.juhui.refund.domain.Refund;
import cn.juhui.refund.domain.RefundEvents;
import cn.juhui.refund.domain.Refusal;
import cn.juhui.refund.domain.state.Intervention.AccountNamed;
import cn.juhui.refund.domain.state.Intervention.AccountNeeded;
import cn.juhui.refund.domain.state.Intervention.ForAccount;
import cn.juhui.refund.domain.state.Intervention.RefusedAccount;
import cn.juhui.refund.domain.state.PaidElsewhere;
import cn.juhui.refund.domain.state.Payout;
import cn.juhui.refund.domain.state.Rounds;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/// The case whose money doesn't reach the account that paid: the customer names another, agents verify it, the money goes there.
/// A large amount, or a holder who isn't who paid, takes two agents, and nobody accepts what they asked for themselves.
public final class AccountMachine {

    private record Row(ForAccount state, Command command) {}

    private AccountMachine() {}

    static Decision<Refund, RefundEvent, Refusal> decide(
            Refund refund, ForAccount open, Command told, Actor actor, Instant now) {
        var platform = new PlatformSteps(refund, actor, now);
        return switch (new Row(open, told)) {
            case Row(AccountNeeded s, NameAccount c) -> named(refund, s, c, actor, now);
            case Row(AccountNeeded s, Take _) when !actor.id().equals(s.agentId()) ->
                    platform.taken(s);
            case Row(AccountNeeded s, PassDeadline _) ->
                    platform.missed(s, DeadlineKind.ACCOUNT, Times.NAMING_TIME);

            case Row(AccountNamed s, VerifyAccount c)
                    when isIndependent(refund, s, actor) && platform.mayDecide(s) ->
                    c.accept()
                            ? accepted(refund, s, c, actor, now)
                            : refused(refund, s, c, actor, now);
            case Row(AccountNamed s, Take _)
                    when isIndependent(refund, s, actor) && !actor.id().equals(s.agentId()) ->
                    platform.taken(s);
            case Row(AccountNamed s, PassDeadline _) ->
                    platform.missed(s, DeadlineKind.INTERVENTION, Times.RULING_TIME);

            case Row(_, SupplyEvidence c) when actor.role() != Role.MERCHANT ->
                    new EvidenceSteps(refund, actor, now).added(c);
            case Row(AccountNeeded _, _), Row(AccountNamed _, _) -> Refusal.notAllowed(refund);
        };
    }

    /// Somebody who asked for nothing here, and whose word is not in yet.
    private static boolean isIndependent(Refund refund, AccountNamed s, Actor agent) {
        return !agent.id().equals(s.account().namedBy())
                && !agent.id().equals(refund.application().by().id())
                && !s.acceptedBy().contains(agent.id());
    }

    private static Decision<Refund, RefundEvent, Refusal> named(
            Refund refund, AccountNeeded s, NameAccount c, Actor actor, Instant now) {
        if (refund.gone().accounts() >= Rounds.ACCOUNTS_AT_ONCE && !s.late()) {
            return Decision.refused(
                    new Refusal.AccountTooSoon(Rounds.ACCOUNTS_AT_ONCE, s.deadline()));
        }
        var account = c.namedBy(actor.id());
        var byTwo = account.isSomebodyElses() || refund.owed().value() > c.secondAgentAbove();
        var next =
                new AccountNamed(
                        account,
                        List.of(),
                        byTwo ? 2 : 1,
                        now.plus(Times.RULING_TIME),
                        false,
                        s.agentId(),
                        s.before());
        var facts = new RefundEvents(refund);
        return Decision.accepted(
                refund.withEvidence(c.evidenceIds())
                        .withAccountProofs(c.evidenceIds())
                        .with(next)
                        .with(refund.gone().accountNamed()),
                facts.accountNamed(next.account(), c.evidenceIds()),
                facts.deadlineChanged(DeadlineKind.INTERVENTION, s.deadline(), next.deadline()));
    }

    private static Decision<Refund, RefundEvent, Refusal> refused(
            Refund refund, AccountNamed s, VerifyAccount c, Actor agent, Instant now) {
        var why = new RefusedAccount(s.account().maskedAccount(), agent.id(), c.text());
        var needed =
                new AccountNeeded(now.plus(Times.NAMING_TIME), false, s.agentId(), why, s.before());
        var facts = new RefundEvents(refund);
        return Decision.accepted(
                refund.with(needed),
                facts.accountRefused(c.text()),
                facts.deadlineChanged(DeadlineKind.ACCOUNT, s.deadline(), needed.deadline()));
    }

    private static Decision<Refund, RefundEvent, Refusal> accepted(
            Refund refund, AccountNamed s, VerifyAccount c, Actor agent, Instant now) {
        var by = Stream.concat(s.acceptedBy().stream(), Stream.of(agent.id())).toList();
        var facts = new RefundEvents(refund);
        if (by.size() < s.agentsNeeded()) {
            var second =
                    new AccountNamed(
                            s.account(),
                            by,
                            s.agentsNeeded(),
                            s.deadline(),
                            s.late(),
                            null,
                            s.before());
            return Decision.accepted(refund.with(second), facts.accountAccepted(c.text(), null));
        }
        var payBy = now.plus(Times.PAYING_TIME);
        return Decision.accepted(
                Approval.payBy(
                        refund.with(s.after())
                                .with(new Payout.Initiated(refund.payoutId()))
                                .sentTo(new PaidElsewhere(s.account(), by)),
                        payBy,
                        false),
                facts.accountAccepted(c.text(), s.account().ref()),
                facts.deadlineChanged(DeadlineKind.PAYOUT, s.deadline(), payBy));
    }
}
