package cn.juhui.scenarios.fire;

import cn.juhui.scenarios.client.Answer;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/// What the sides of a deal do so that every case comes to an end: agents decide, customers name accounts, operators try again.
final class Ending {

    private static final List<String> DECISIONS =
            List.of("REPLACEMENT_ACCOUNT_VERIFICATION", "RULING_CONFIRMATION", "RULING");

    private final Deal deal;
    private final Steps steps;

    Ending(Deal deal, RandomGenerator chance) {
        this.deal = deal;
        this.steps = new Steps(deal, chance);
    }

    void step() {
        for (var refundId : deal.cases()) {
            var seen = deal.customer.seesRefund(refundId).expect(200);
            if (!seen.json().path("final").asBoolean()) {
                customer(refundId, Steps.allowed(seen));
                agents(refundId);
                operator(refundId);
            }
        }
    }

    private void customer(String refundId, List<String> allowed) {
        for (var action : List.of("REPLACEMENT_ACCOUNT", "APPEAL", "OFFER_DECLINE")) {
            if (allowed.contains(action)) {
                steps.customer(refundId, action);
                return;
            }
        }
    }

    private void agents(String refundId) {
        var decided = Deal.AGENTS.stream().filter(name -> decides(name, refundId)).count();
        if (decided == 0) {
            var unused =
                    Deal.AGENTS.stream()
                            .filter(name -> takes(name, refundId))
                            .anyMatch(name -> decides(name, refundId));
        }
    }

    private boolean decides(String agent, String refundId) {
        var seen = deal.juhui.agent(agent).seesRefund(refundId).expect(200);
        var action = DECISIONS.stream().filter(Steps.allowed(seen)::contains).findFirst();
        action.ifPresent(a -> steps.agent(agent, refundId, a, true, requested(seen)));
        return action.isPresent();
    }

    /// From a colleague who can't decide it.
    private boolean takes(String agent, String refundId) {
        var seen = deal.juhui.agent(agent).seesRefund(refundId).expect(200);
        var free = Steps.allowed(seen).contains("TAKE");
        if (free) {
            steps.agent(agent, refundId, "TAKE", true, requested(seen));
        }
        return free;
    }

    private static long requested(Answer seen) {
        return seen.json().at("/requested/value").asLong();
    }

    private void operator(String refundId) {
        var payouts = deal.juhui.operator().get("/v1/payouts?refundId=" + refundId).expect(200);
        for (var payout : payouts.json().path("data")) {
            if (payout.path("allowedActions").toString().contains("RETRY")) {
                var path = "/v1/payouts/" + payout.path("id").asString() + "/retry";
                deal.note("operator", "retries", deal.juhui.operator().post(path, Map.of()));
            }
        }
    }
}
