package cn.juhui.refund.domain;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.contracts.Actor;
import cn.juhui.contracts.RefundRoute;
import cn.juhui.contracts.ReviewTerms;
import cn.juhui.contracts.ReviewTerms.OnMerchantSilence;
import cn.juhui.contracts.Role;
import cn.juhui.contracts.evidence.EvidenceKind;
import cn.juhui.contracts.money.Money;
import cn.juhui.contracts.money.PaymentChannel;
import cn.juhui.contracts.refund.EvidenceRequested;
import cn.juhui.contracts.refund.ExpressApproved;
import cn.juhui.contracts.refund.MerchantApproved;
import cn.juhui.contracts.refund.MerchantOverdue;
import cn.juhui.contracts.refund.MerchantReviewStarted;
import cn.juhui.contracts.refund.OfferAccepted;
import cn.juhui.contracts.refund.PayoutStopped;
import cn.juhui.contracts.refund.RefundClosed;
import cn.juhui.contracts.refund.RefundCompleted;
import cn.juhui.contracts.refund.RefundEvent;
import cn.juhui.contracts.refund.RefundResubmitted;
import cn.juhui.contracts.refund.RefundRuled;
import cn.juhui.contracts.refund.term.ClosingCause;
import cn.juhui.platform.json.StateMapper;
import cn.juhui.platform.kernel.Decision;
import cn.juhui.refund.domain.machine.RefundMachine;
import cn.juhui.refund.domain.state.Hold;
import cn.juhui.refund.domain.state.Intervention;
import cn.juhui.refund.domain.state.PaidElsewhere;
import cn.juhui.refund.domain.state.Payout;
import cn.juhui.refund.domain.state.Review;
import cn.juhui.refund.domain.state.Review.RejectionCode;
import cn.juhui.refund.domain.state.Ruling;
import cn.juhui.refund.domain.state.Status;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Thousands of cases lived at random: everybody does anything at any time, twice, too late, too much, and the clock jumps.
/// A failing seed is named with the story that led to it, cut to the steps that matter.
class RandomCaseTest {

    private static final int SEEDS = Integer.getInteger("random.seeds", 1000);
    private static final int STEPS = 60;
    private static final Money LIMIT = Money.cny(5000);
    private static final Money CEILING = Money.cny(9950);
    private static final List<Actor> PEOPLE =
            List.of(
                    Situations.CUSTOMER,
                    Situations.MERCHANT,
                    Situations.AGENT,
                    Situations.OTHER_AGENT);

    /// In these the platform's people are waited for, as long as it takes.
    private static final Set<Status> PLATFORM =
            EnumSet.of(
                    Status.REQUESTED,
                    Status.PLATFORM_REVIEW,
                    Status.PAYING,
                    Status.PAYOUT_ABNORMAL);

    private static final Duration LONGEST_STOP =
            Situations.TERMS
                    .reviewDeadline()
                    .multipliedBy(EvidenceRequests.STOP_PERCENT)
                    .dividedBy(100);

    private static final Set<Status> SEEN = EnumSet.noneOf(Status.class);

    /// One step of a story: time passes, then somebody says something.
    private record Step(Duration pause, Actor actor, Command command) {}

    @Test
    void no_order_of_commands_breaks_a_case() {
        for (var seed = 1; seed <= SEEDS; seed++) {
            var story = story(new Random(seed));
            var broken = broken(story);
            if (broken != null) {
                var shortest = shrink(story);
                throw new AssertionError(
                        "Seed %d: %s%nafter %s"
                                .formatted(
                                        seed,
                                        broken(shortest),
                                        String.join("\n      ", lines(shortest))));
            }
        }
        assertThat(SEEN)
                .as("statuses that the stories reached")
                .containsAll(EnumSet.allOf(Status.class));
    }

    private static List<String> lines(List<Step> story) {
        return story.stream().map(Step::toString).toList();
    }

    private static List<Step> shrink(List<Step> story) {
        var shortest = new ArrayList<>(story);
        for (var i = shortest.size() - 1; i >= 0; i--) {
            var without = new ArrayList<>(shortest);
            without.remove(i);
            if (broken(without) != null) {
                shortest = without;
            }
        }
        return shortest;
    }

    private static List<Step> story(Random random) {
        var story = new ArrayList<Step>();
        while (story.size() < STEPS) {
            var step = new Step(pause(random), actor(random), command(random));
            var system = step.command().by().contains(Role.SYSTEM);
            var told = system ? new Step(step.pause(), Situations.SYSTEM, step.command()) : step;
            story.add(told);
            if (random.nextInt(5) == 0) {
                story.add(new Step(Duration.ZERO, told.actor(), told.command()));
            }
        }
        return story;
    }

    private static Duration pause(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> Duration.ofDays(random.nextInt(10));
            case 1 -> Duration.ofHours(random.nextInt(20));
            default -> Duration.ofSeconds(random.nextInt(100));
        };
    }

    private static Actor actor(Random random) {
        return PEOPLE.get(random.nextInt(PEOPLE.size()));
    }

    private static <T> T one(Random random, List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private static <T extends Enum<T>> T any(Random random, Class<T> type) {
        return one(random, List.of(type.getEnumConstants()));
    }

    private static Money money(Random random) {
        return switch (random.nextInt(8)) {
            case 0 -> Money.cny(0);
            case 1 -> Money.cny(9901);
            case 2 -> new Money(100, "USD");
            case 3 -> Money.cny(9900);
            default -> Money.cny(1 + random.nextInt(9900));
        };
    }

    private static List<String> evidence(Random random) {
        return List.of("evd_" + Integer.toString(random.nextInt(10)).repeat(32));
    }

    private static Command command(Random random) {
        var channel = PaymentChannel.ALIPAY;
        var payout = Situations.PAYOUT_ID;
        return switch (random.nextInt(34)) {
            case 0 -> new Command.Approve(random.nextBoolean() ? null : money(random));
            case 1 -> new Command.Reject(any(random, RejectionCode.class), "不同意");
            case 2 -> new Command.Offer(money(random), "协商");
            case 3 ->
                    Situations.evidenceFrom(random.nextInt(3) == 0 ? Role.MERCHANT : Role.CUSTOMER);
            case 4, 5 -> new Command.SupplyEvidence(evidence(random), null);
            case 6 -> new Command.Resubmit(evidence(random), null);
            case 7 -> random.nextInt(4) == 0 ? new Command.Withdraw() : new Command.PassDeadline();
            case 8 -> new Command.Urge();
            case 9 -> new Command.AcceptOffer();
            case 10 -> new Command.DeclineOffer();
            case 11, 12 -> new Command.Appeal("不服", List.of());
            case 13 -> new Command.RequestIntervention("请介入", evidence(random));
            case 14 -> new Command.Take();
            case 15 ->
                    new Command.Rule(
                            any(random, Ruling.Kind.class),
                            random.nextBoolean() ? null : BigDecimal.valueOf(random.nextInt(12), 1),
                            random.nextBoolean() ? null : money(random),
                            "R4",
                            "裁定",
                            any(random, Ruling.CostBearer.class));
            case 16, 17 -> new Command.RecordHold(hold(random));
            case 18 ->
                    random.nextInt(3) == 0
                            ? new Command.RecordHoldDeclined(List.of())
                            : new Command.PassDeadline();
            case 19 ->
                    new Command.RecordPayout(
                            one(
                                    random,
                                    List.of(
                                            new Payout.Pending(
                                                    payout,
                                                    channel,
                                                    "cr",
                                                    Situations.MORNING,
                                                    null),
                                            new Payout.Unknown(payout, channel, "TIMEOUT"),
                                            new Payout.Failed(payout, channel, "BALANCE"),
                                            new Payout.Abnormal(payout, channel, "CLOSED"),
                                            new Payout.Reversed(payout, channel, "BACK", null))));
            case 20 -> Situations.completion("cr_" + random.nextInt(3));
            case 21, 22 ->
                    Situations.account(
                            "6222 **** **** 012" + random.nextInt(3), random.nextInt(2) * 9900L);
            case 23, 24 -> new Command.VerifyAccount(random.nextInt(4) > 0, "核验");
            case 25, 26 -> new Command.ConfirmRuling(random.nextInt(4) > 0, "复核");
            case 27 -> new Command.RecordClaim(Situations.claim("用过 " + random.nextInt(30)));
            case 28 -> Situations.stop();
            default -> new Command.PassDeadline();
        };
    }

    /// With limits that small rulings pass, and a ceiling above what is held.
    private static Hold hold(Random random) {
        var t = Situations.terms(any(random, OnMerchantSilence.class));
        var limited =
                new ReviewTerms(
                        t.policyVersion(),
                        t.reviewDeadline(),
                        t.onMerchantSilence(),
                        t.silenceGrace(),
                        t.urgeInterval(),
                        t.evidenceDeadline(),
                        t.appealWindow(),
                        t.appealRounds(),
                        null,
                        null,
                        LIMIT,
                        Money.cny(2000));
        var route =
                switch (random.nextInt(6)) {
                    case 0 -> RefundRoute.EXPRESS;
                    case 1 -> RefundRoute.AGENT;
                    default -> RefundRoute.MERCHANT_REVIEW;
                };
        var hold = Situations.hold(route, random.nextBoolean() ? t : limited);
        return new Hold(
                hold.amount(),
                hold.cardIds(),
                hold.arithmetic(),
                hold.route(),
                hold.terms(),
                random.nextBoolean() ? null : CEILING,
                random.nextBoolean() ? null : Situations.used(),
                null,
                null);
    }

    /// What is wrong with the story's case; null when nothing is.
    private static String broken(List<Step> story) {
        var refund = Situations.requested().refund();
        SEEN.add(refund.status());
        var now = Situations.MORNING;
        var events = new ArrayList<RefundEvent>();
        for (var step : story) {
            now = now.plus(step.pause());
            var decision = RefundMachine.decide(refund, step.command(), step.actor(), now);
            if (decision
                    instanceof
                    Decision.Accepted<Refund, RefundEvent, Refusal>(var after, var more)) {
                events.addAll(more);
                var wrong = wrong(refund, after, step, events, now);
                if (wrong != null) {
                    return wrong;
                }
                refund = after;
                SEEN.add(refund.status());
            }
            var unfair = unfair(refund, now);
            if (unfair != null) {
                return unfair;
            }
        }
        return endless(refund, now);
    }

    private static String wrong(
            Refund before, Refund after, Step step, List<RefundEvent> events, Instant now) {
        if (step.command() instanceof Command.RecordClaim) {
            return after.with(before.held()).equals(before) ? null : "A claim changed the case";
        }
        if (before.review() instanceof Review.Approved
                && after.review() instanceof Review.Refused) {
            return "An approval ended without money by " + step.command();
        }
        if (after.intervention() instanceof Intervention.Ruled s
                && !(before.intervention() instanceof Intervention.Ruled)) {
            var alone = alone(after, s);
            if (alone != null) {
                return alone;
            }
        }
        if (before.status().ends() && before.status() != Status.COMPLETED) {
            return "%s was final, yet %s led to %s"
                    .formatted(before.status(), step.command(), after.status());
        }
        if (before.status() == Status.COMPLETED && after.status() != Status.PAYOUT_ABNORMAL) {
            return "A completed case became " + after.status();
        }
        if (!(after.payout() instanceof Payout.None) && after.approved() == null) {
            return "Money moves without an approval";
        }
        if (sinceTheLastStop(events).stream().filter(RandomCaseTest::approves).count() > 1) {
            return "Approved twice";
        }
        if (events.stream().anyMatch(e -> e instanceof RefundCompleted)
                && after.approved() == null) {
            return "Completed without an approval";
        }
        var approved = after.approved();
        if (approved != null && (approved.isZero() || !CEILING.covers(approved))) {
            return "Approved " + approved;
        }
        var dueAt = after.dueAt();
        if (after.status().ends() && dueAt != null) {
            return after.status() + " is final and has a deadline";
        }
        if (!after.status().ends() && dueAt == null && !isAskedFor(after)) {
            return after.status() + " waits for somebody without a deadline";
        }
        var stalled = stalled(before, step, events, now);
        if (stalled != null) {
            return stalled;
        }
        var moved = movedInSilence(before, after, events);
        if (moved != null) {
            return moved;
        }
        if (after.paidElsewhere() != null && !verified(after.paidElsewhere())) {
            return "Paid to " + after.paidElsewhere();
        }
        return after.equals(before) && step.command() instanceof Command.PassDeadline
                ? "The clock acted and nothing changed at " + now
                : null;
    }

    /// Above the policy's limit two agents have ruled, and not the same one twice.
    private static String alone(Refund after, Intervention.Ruled s) {
        var amount = s.ruling().amount();
        var limit = after.held().terms().rulingLimit();
        var takesTwo = amount != null && limit != null && !limit.covers(amount);
        return (takesTwo && s.confirmedBy() == null) || s.agentId().equals(s.confirmedBy())
                ? "Ruled by " + s
                : null;
    }

    private static List<RefundEvent> sinceTheLastStop(List<RefundEvent> events) {
        for (var i = events.size() - 1; i >= 0; i--) {
            if (events.get(i) instanceof PayoutStopped) {
                return events.subList(i, events.size());
            }
        }
        return events;
    }

    /// Marked late because the order hasn't answered: the order is asked for as long as it doesn't, by the clock of all that waits.
    private static boolean isAskedFor(Refund refund) {
        return refund.review() instanceof Review.Requested && refund.awaitsNews();
    }

    /// Asking for evidence took something away: too often, too late, for too long, or with an end that nobody could contest.
    private static String stalled(Refund before, Step step, List<RefundEvent> events, Instant now) {
        for (var side : List.of(Role.CUSTOMER, Role.MERCHANT)) {
            if (events.stream()
                            .filter(e -> e instanceof EvidenceRequested r && r.from() == side)
                            .count()
                    > EvidenceRequests.MOST) {
                return side + " was asked for evidence again and again";
            }
        }
        if (step.command() instanceof Command.RequestEvidence
                && step.actor().role() == Role.MERCHANT
                && before.review() instanceof Review.InMerchantsHands s
                && !now.isBefore(s.deadline())) {
            return "A merchant asked for evidence after their deadline";
        }
        if (events.getLast() instanceof MerchantOverdue overdue
                && overdue.deadline().isAfter(reviewEnd(events).plus(LONGEST_STOP))) {
            return "The merchant's clock stood still until " + overdue.deadline();
        }
        return events.getLast() instanceof RefundClosed closed
                        && closed.cause() == ClosingCause.EVIDENCE_NEVER_CAME
                        && !(before.review() instanceof Review.EvidenceMissed)
                ? "Closed for missing evidence, and nobody could appeal"
                : null;
    }

    /// As it was set when the merchant's review began.
    private static Instant reviewEnd(List<RefundEvent> events) {
        return events.reversed().stream()
                .map(e ->
                        switch (e) {
                            case MerchantReviewStarted s -> s.deadline();
                            case RefundResubmitted s -> s.deadline();
                            default -> null;
                        })
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow();
    }

    private static boolean approves(RefundEvent event) {
        return switch (event) {
            case ExpressApproved _, MerchantApproved _, OfferAccepted _ -> true;
            case RefundRuled e -> e.amount() != null;
            default -> false;
        };
    }

    /// A new deadline is on the event that set it.
    private static String movedInSilence(Refund before, Refund after, List<RefundEvent> events) {
        var deadline = after.shownDeadline();
        if (deadline == null || deadline.equals(before.shownDeadline())) {
            return null;
        }
        var told = StateMapper.toTree(Map.of("events", events)).toString();
        var approvedNow = before.approved() == null && after.approved() != null;
        return approvedNow || told.contains(deadline.toString())
                ? null
                : "The deadline moved to " + deadline + " and nobody was told";
    }

    /// By two people for a large amount, never by who asked for it.
    private static boolean verified(PaidElsewhere to) {
        var agents = Set.copyOf(to.acceptedBy());
        return agents.size() == to.acceptedBy().size()
                && !agents.isEmpty()
                && !agents.contains(to.account().namedBy())
                && agents.stream().allMatch(a -> a.startsWith("agent_"));
    }

    /// The buttons and the case disagree.
    private static String unfair(Refund refund, Instant now) {
        for (var person : PEOPLE) {
            var allowed = RefundMachine.allowed(refund, person, now);
            for (var command : sensible()) {
                var accepted = accepted(refund, command, person, now);
                if (accepted != allowed.contains(action(command))) {
                    return "%s: %s is %s, yet allowed are %s in %s"
                            .formatted(
                                    person.role(),
                                    command,
                                    accepted ? "accepted" : "not accepted",
                                    allowed,
                                    refund.review());
                }
            }
        }
        return null;
    }

    /// Whoever asks for evidence can choose the side.
    private static boolean accepted(Refund refund, Command command, Actor person, Instant now) {
        return RefundMachine.decide(refund, command, person, now) instanceof Decision.Accepted
                || command instanceof Command.RequestEvidence(var from, var kinds, var text)
                        && from == Role.CUSTOMER
                        && accepted(
                                refund,
                                new Command.RequestEvidence(Role.MERCHANT, kinds, text),
                                person,
                                now);
    }

    /// Commands as people send them, others than those that the buttons try themselves.
    private static List<Command> sensible() {
        return List.of(
                new Command.Approve(Situations.PRICE),
                new Command.Reject(RejectionCode.INSUFFICIENT_EVIDENCE, "看不清"),
                new Command.Offer(Money.cny(4000), "退四十"),
                new Command.RequestEvidence(
                        Role.CUSTOMER, List.of(EvidenceKind.CONVERSATION), "请补充"),
                new Command.SupplyEvidence(List.of("evd_" + "f".repeat(32)), "新的"),
                new Command.Resubmit(List.of("evd_" + "f".repeat(32)), "新的"),
                new Command.Withdraw(),
                new Command.Urge(),
                new Command.AcceptOffer(),
                new Command.DeclineOffer(),
                new Command.Appeal("理由", List.of()),
                new Command.RequestIntervention("理由", List.of()),
                new Command.Take(),
                Situations.account("138****5678", 0),
                Situations.accepts(),
                Situations.confirmation(true),
                Situations.ruling(Ruling.Kind.REFUSE));
    }

    private static Action action(Command command) {
        return switch (command) {
            case Command.Approve _ -> Action.APPROVE;
            case Command.Reject _ -> Action.REJECT;
            case Command.Offer _ -> Action.OFFER;
            case Command.RequestEvidence _ -> Action.EVIDENCE_REQUEST;
            case Command.SupplyEvidence _ -> Action.EVIDENCE;
            case Command.Resubmit _ -> Action.RESUBMIT;
            case Command.Withdraw _ -> Action.WITHDRAW;
            case Command.Urge _ -> Action.URGE;
            case Command.AcceptOffer _ -> Action.OFFER_ACCEPT;
            case Command.DeclineOffer _ -> Action.OFFER_DECLINE;
            case Command.Appeal _ -> Action.APPEAL;
            case Command.RequestIntervention _ -> Action.INTERVENTION;
            case Command.Take _ -> Action.TAKE;
            case Command.Rule _ -> Action.RULING;
            case Command.ConfirmRuling _ -> Action.RULING_CONFIRMATION;
            case Command.NameAccount _ -> Action.REPLACEMENT_ACCOUNT;
            case Command.VerifyAccount _ -> Action.REPLACEMENT_ACCOUNT_VERIFICATION;
            default -> throw new IllegalArgumentException("No button sends " + command);
        };
    }

    /// Left to the clock alone, every case comes to the platform's people or to an end.
    private static String endless(Refund refund, Instant now) {
        for (var i = 0; i < 10; i++) {
            var dueAt = refund.dueAt();
            if (dueAt == null) {
                return null;
            }
            now = dueAt.isAfter(now) ? dueAt : now;
            if (RefundMachine.decide(refund, new Command.PassDeadline(), Situations.SYSTEM, now)
                    instanceof Decision.Accepted<Refund, RefundEvent, Refusal>(var after, _)) {
                if (PLATFORM.contains(after.status()) && after.dueAt() != null) {
                    return null;
                }
                refund = after;
            } else {
                return "Due, and the clock is refused in " + refund.status();
            }
        }
        return "The clock goes in circles in " + refund.status();
    }
}
