package cn.juhui.scenarios.fire;

import cn.juhui.scenarios.client.Answer;
import cn.juhui.scenarios.client.Juhui;
import cn.juhui.scenarios.client.Person;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// Compares what the channels really paid with orders, cases, payouts and with what people said. It believes the channels' own ledger and
/// the answers that this test got, nothing that the platform says of itself.
///
/// Each complaint is a sentence; none means that all of it agrees.
final class Judge {

    /// Who may say yes, by the entry in the case's history.
    private static final Map<String, Set<String>> APPROVERS =
            Map.of(
                    "refund.express_approved", Set.of("SYSTEM"),
                    "refund.merchant_approved", Set.of("MERCHANT", "SYSTEM"),
                    "refund.offer_accepted", Set.of("CUSTOMER"),
                    "refund.ruled", Set.of("AGENT"));

    private final Juhui juhui;
    private final Person agent;
    private final List<String> complaints = new ArrayList<>();

    private Judge(Juhui juhui) {
        this.juhui = juhui;
        this.agent = juhui.agent(Deal.AGENTS.getFirst());
    }

    /// Money and cards, at any moment: nothing is reserved or given back beyond what was paid.
    static List<String> midway(Juhui juhui, List<Deal> deals) {
        var judge = new Judge(juhui);
        for (var deal : deals) {
            var order = Phone.get(judge.agent, "/v1/orders/" + deal.orderId).expect(200);
            judge.balance(deal, order);
        }
        var paid = byTransaction(Payment.all(juhui));
        for (var deal : deals) {
            var most = deal.cards.size() * Deal.UNIT_PRICE;
            var sum = Payment.sum(paid.getOrDefault(deal.transaction(), List.of()));
            judge.expect(sum <= most, "%s: the channel paid %d of %d", deal.orderId, sum, most);
        }
        return judge.complaints;
    }

    /// When everything has come to its end.
    ///
    /// @param before numbers that the channels had paid before these deals
    static List<String> inTheEnd(Juhui juhui, List<Deal> deals, Set<String> before) {
        var judge = new Judge(juhui);
        var payments = Payment.all(juhui);
        var ours = deals.stream().map(Deal::transaction).collect(Collectors.toSet());
        payments.stream()
                .filter(p -> !before.contains(p.refundNo()) && !ours.contains(p.transaction()))
                .forEach(p -> judge.complain("The channel paid for no order of ours: %s", p));
        var numbers = new HashSet<String>();
        payments.stream()
                .filter(p -> !numbers.add(p.channel() + p.refundNo()))
                .forEach(p -> judge.complain("Paid twice under one number: %s", p));
        var byTransaction = byTransaction(payments);
        for (var deal : deals) {
            judge.deal(deal, byTransaction.getOrDefault(deal.transaction(), List.of()));
        }
        return judge.complaints;
    }

    private static Map<String, List<Payment>> byTransaction(List<Payment> payments) {
        return payments.stream().collect(Collectors.groupingBy(Payment::transaction));
    }

    private void deal(Deal deal, List<Payment> payments) {
        var order = Phone.get(agent, "/v1/orders/" + deal.orderId).expect(200);
        balance(deal, order);
        var owned = new HashSet<String>();
        var given = new HashMap<String, String>();
        for (var refundId : deal.cases()) {
            var seen = Phone.get(agent, "/v1/refunds/" + refundId).expect(200);
            var payouts = Phone.get(juhui.operator(), "/v1/payouts?refundId=" + refundId);
            var attempts = attempts(payouts);
            owned.addAll(attempts);
            var mine = payments.stream().filter(p -> attempts.contains(p.refundNo())).toList();
            theCase(deal, seen, payouts.json().path("data"), mine);
            if (seen.text("status").equals("COMPLETED")) {
                for (var card : seen.json().path("cardIds")) {
                    var other = given.put(card.asString(), refundId);
                    expect(
                            other == null,
                            "%s given back by %s and %s",
                            card.asString(),
                            other,
                            refundId);
                }
            }
        }
        payments.stream()
                .filter(p -> !owned.contains(p.refundNo()))
                .forEach(p -> complain("%s: paid for no case: %s", deal.orderId, p));
        var refunded = fen(order, "refunded");
        var paid = Payment.sum(payments);
        expect(
                refunded == paid,
                "%s: refunded %d, the channels' net %d",
                deal.orderId,
                refunded,
                paid);
        expect(
                fen(order, "held") == 0,
                "%s: %d are held for nothing",
                deal.orderId,
                fen(order, "held"));
        cards(deal, order, given.keySet());
    }

    private void balance(Deal deal, Answer order) {
        var paid = fen(order, "paid");
        var bound = fen(order, "held") + fen(order, "refunded");
        var most = deal.cards.size() * Deal.UNIT_PRICE;
        expect(paid == most, "%s: paid is %d instead of %d", deal.orderId, paid, most);
        expect(bound <= paid, "%s: held and refunded %d of %d", deal.orderId, bound, paid);
    }

    private static long fen(Answer order, String what) {
        return order.json().at("/balance/" + what + "/value").asLong();
    }

    private void cards(Deal deal, Answer order, Set<String> given) {
        for (var item : order.json().path("items")) {
            for (var card : item.path("cards")) {
                var id = card.path("id").asString();
                var status = card.path("status").asString();
                expect(
                        status.equals("VOIDED") == given.contains(id),
                        "%s is %s, refunded: %s, in %s",
                        id,
                        status,
                        given.contains(id),
                        deal.orderId);
                expect(
                        !status.equals("FROZEN"),
                        "%s is frozen for nothing, in %s",
                        id,
                        deal.orderId);
            }
        }
    }

    private void theCase(Deal deal, Answer seen, JsonNode payouts, List<Payment> payments) {
        var id = seen.text("id");
        var status = seen.text("status");
        expect(
                seen.json().path("final").asBoolean(),
                "%s is stuck as %s (payout %s, %s), in %s",
                id,
                status,
                seen.text("payout/state"),
                payouts,
                deal.orderId);
        history(deal, id);
        expect(payouts.size() <= 1, "%s has several payouts: %s", id, payouts);
        var effective = Payment.effective(payments).toList();
        if (!status.equals("COMPLETED")) {
            expect(effective.isEmpty(), "%s is %s and paid: %s", id, status, effective);
            return;
        }
        if (effective.size() != 1) {
            complain("%s is COMPLETED and paid %s, in %s", id, effective, deal.orderId);
            return;
        }
        var payment = effective.getFirst();
        var approved = seen.json().at("/approved/value").asLong();
        expect(payment.amount() == approved, "%s: approved %d, paid %s", id, approved, payment);
        expect(
                deal.wordsOn(id).stream().anyMatch(w -> w.covers(payment.amount())),
                "%s: nobody said yes to %s, but only %s, in %s",
                id,
                payment,
                deal.wordsOn(id),
                deal.orderId);
        expect(
                payment.account() == null || deal.accountsOf(id).contains(payment.account()),
                "%s: nobody named the account of %s",
                id,
                payment);
        expect(
                payouts.path(0).path("state").asString().equals("SUCCEEDED"),
                "%s is COMPLETED, its payout %s",
                id,
                payouts);
    }

    private void history(Deal deal, String refundId) {
        var entries = Histories.of(agent, refundId);
        for (int i = 0; i < entries.size(); i++) {
            var entry = entries.get(i);
            var seq = entry.path("seq").asLong();
            expect(seq == i + 1, "%s: entry %d has the number %d", refundId, i + 1, seq);
            var type = entry.path("type").asString();
            var role = entry.at("/actor/role").asString("");
            var right = APPROVERS.get(type);
            expect(
                    right == null ? !role.isEmpty() : right.contains(role),
                    "%s: %s by %s, in %s",
                    refundId,
                    type,
                    entry.path("actor"),
                    deal.orderId);
        }
    }

    private static Set<String> attempts(Answer payouts) {
        return payouts.expect(200)
                .json()
                .path("data")
                .valueStream()
                .flatMap(payout -> payout.path("attempts").valueStream())
                .map(attempt -> attempt.path("payoutNo").asString())
                .collect(Collectors.toSet());
    }

    private void expect(boolean so, String otherwise, Object... what) {
        if (!so) {
            complain(otherwise, what);
        }
    }

    private void complain(String sentence, Object... what) {
        complaints.add(sentence.formatted(what));
    }
}
