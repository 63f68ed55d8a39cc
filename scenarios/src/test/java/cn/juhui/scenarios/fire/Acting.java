package cn.juhui.scenarios.fire;

import cn.juhui.scenarios.client.Answer;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// One of a deal's people does something at random.
final class Acting {

    private static final List<String> OF_CUSTOMERS =
            List.of(
                    "WITHDRAW",
                    "URGE",
                    "APPEAL",
                    "INTERVENTION",
                    "OFFER_ACCEPT",
                    "OFFER_DECLINE",
                    "EVIDENCE",
                    "RESUBMIT",
                    "REPLACEMENT_ACCOUNT");
    private static final List<String> OF_MERCHANTS =
            List.of("APPROVE", "APPROVE", "REJECT", "OFFER", "EVIDENCE_REQUEST");
    private static final List<String> OF_AGENTS =
            List.of(
                    "TAKE",
                    "EVIDENCE_REQUEST",
                    "RULING",
                    "RULING_CONFIRMATION",
                    "REPLACEMENT_ACCOUNT_VERIFICATION");

    private final Deal deal;
    private final RandomGenerator chance;
    private final Steps steps;

    Acting(Deal deal, RandomGenerator chance) {
        this.deal = deal;
        this.chance = chance;
        this.steps = new Steps(deal, chance);
    }

    void act() {
        var cases = deal.cases();
        if (cases.isEmpty() || chance.nextInt(6) == 0) {
            steps.applies();
            return;
        }
        var refundId = cases.get(chance.nextInt(cases.size()));
        switch (chance.nextInt(8)) {
            case 0, 1 -> customer(refundId);
            case 2, 3, 4 -> merchant(refundId);
            case 5, 6 -> agent(refundId);
            default -> cards();
        }
    }

    private void customer(String refundId) {
        var seen = Phone.get(deal.customer, "/v1/refunds/" + refundId).expect(200);
        var action = choice(seen, OF_CUSTOMERS);
        if (action != null) {
            steps.customer(refundId, action);
        }
    }

    private void merchant(String refundId) {
        var seen = Phone.get(deal.merchant, "/v1/refunds/" + refundId).expect(200);
        var action = choice(seen, OF_MERCHANTS);
        if (action != null) {
            steps.merchant(refundId, action);
        }
    }

    private void agent(String refundId) {
        var name = Deal.AGENTS.get(chance.nextInt(Deal.AGENTS.size()));
        var seen = Phone.get(deal.juhui.agent(name), "/v1/refunds/" + refundId).expect(200);
        var action = choice(seen, OF_AGENTS);
        if (action != null) {
            var requested = seen.json().at("/requested/value").asLong();
            steps.agent(name, refundId, action, chance.nextInt(4) > 0, requested);
        }
    }

    private @Nullable String choice(Answer seen, List<String> any) {
        return steps.choice(Steps.allowed(seen), any);
    }

    private void cards() {
        switch (chance.nextInt(3)) {
            case 0 -> steps.ships();
            case 1 -> steps.tellsOfUse();
            default -> steps.supplierKnows();
        }
    }
}
