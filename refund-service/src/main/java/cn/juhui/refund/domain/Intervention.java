package cn.juhui.refund.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The second machine of a case: an agent of the platform decides instead of the merchant. What happens in it is told in
/// [InterventionMachine].
public sealed interface Intervention {

    record None() implements Intervention {}

    /// Waits for an agent's ruling.
    ///
    /// @param deadline when an agent should have ruled; it is also the case's place in the queue
    /// @param agentId who took it; null while nobody did
    record Open(Cause cause, Instant deadline, @Nullable String agentId) implements Intervention {
        Open takenBy(String agent) {
            return new Open(cause, deadline, agent);
        }

        Open until(Instant newDeadline) {
            return new Open(cause, newDeadline, agentId);
        }

        /// Whether this agent may decide: nobody else took the case.
        boolean canBeRuledBy(String agent) {
            return agentId == null || agentId.equals(agent);
        }
    }

    record Ruled(Cause cause, String agentId, Ruling ruling) implements Intervention {}

    enum Cause {
        APPEAL,
        MERCHANT_SILENT,
        CUSTOMER_REQUEST,
        OFFER_DECLINED,
        PAYOUT_ACCOUNT,
        AGENT_OPENED
    }

    default String publicName() {
        return switch (this) {
            case None _ -> "NONE";
            case Open _ -> "OPEN";
            case Ruled _ -> "RULED";
        };
    }
}
