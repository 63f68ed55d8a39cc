package cn.juhui.refund.domain.state;

import cn.juhui.platform.kernel.StoredName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The second machine of a case: the platform's people have something to do. What happens in it is told in
/// [InterventionMachine] and, for accounts, in [AccountMachine].
public sealed interface Intervention {

    @StoredName("None")
    record None() implements Intervention {}

    /// It is open.
    sealed interface Running extends Intervention {

        Cause cause();

        /// When it should be over; it is also the case's place in the queue.
        Instant deadline();

        /// Whether a deadline passed before this one was set.
        public boolean late();

        /// Who took it; null while nobody did.
        @Nullable String agentId();

        Running takenBy(String agent);

        /// The deadline passed in vain; this is the next one.
        Running lateUntil(Instant newDeadline);

        /// Whether this agent may decide: nobody else took the case.
        default boolean canBeRuledBy(String agent) {
            return agentId() == null || agent.equals(agentId());
        }
    }

    /// Waits for an agent's ruling instead of the merchant's decision.
    ///
    /// @param remindAt when agents are reminded of the deadline; null once they were, after it passed in vain, and on cases from before there was a reminder
    @StoredName("Open")
    record Open(
            Cause cause,
            Instant deadline,
            @Nullable String agentId,
            boolean late,
            @Nullable Instant remindAt)
            implements Running {

        /// From now on; the reminder comes when three quarters of the time are over.
        public static Open from(Instant now, Duration time, Cause cause, @Nullable String agentId) {
            var deadline = now.plus(time);
            return new Open(cause, deadline, agentId, false, deadline.minus(time.dividedBy(4)));
        }

        @Override
        public Open takenBy(String agent) {
            return new Open(cause, deadline, agent, late, remindAt);
        }

        @Override
        public Open lateUntil(Instant newDeadline) {
            return new Open(cause, newDeadline, agentId, true, null);
        }

        /// The clock stood still.
        public Open until(Instant newDeadline) {
            var pause = Duration.between(deadline, newDeadline);
            return new Open(
                    cause,
                    newDeadline,
                    agentId,
                    late,
                    remindAt == null ? null : remindAt.plus(pause));
        }

        public Open reminded() {
            return new Open(cause, deadline, agentId, late, null);
        }
    }

    /// An agent ruled what takes two: waits for another agent's word.
    ///
    /// @param proposedBy the agent who ruled
    /// @param why one agent is not enough
    /// @param agentId who took it to confirm it; null while nobody did
    @StoredName("Proposed")
    record Proposed(
            Cause cause,
            Ruling ruling,
            String proposedBy,
            WhyTwo why,
            Instant deadline,
            @Nullable String agentId,
            boolean late)
            implements Running {

        @Override
        public Proposed takenBy(String agent) {
            return new Proposed(cause, ruling, proposedBy, why, deadline, agent, late);
        }

        @Override
        public Proposed lateUntil(Instant newDeadline) {
            return new Proposed(cause, ruling, proposedBy, why, newDeadline, agentId, true);
        }
    }

    /// The money doesn't reach the account that paid.
    sealed interface ForAccount extends Running {

        /// The ruling that the approval rests on; null when it rests on something else.
        @Nullable Ruled before();

        @Override
        default Cause cause() {
            return Cause.PAYOUT_ACCOUNT;
        }

        /// What is left when the matter of the account is over.
        default Intervention after() {
            return before() == null ? new None() : before();
        }
    }

    /// The customer has to name another account.
    ///
    /// @param refused the last one that they named, when agents refused it
    @StoredName("AccountNeeded")
    record AccountNeeded(
            Instant deadline,
            boolean late,
            @Nullable String agentId,
            @Nullable RefusedAccount refused,
            @Nullable Ruled before)
            implements ForAccount {

        @Override
        public AccountNeeded takenBy(String agent) {
            return new AccountNeeded(deadline, late, agent, refused, before);
        }

        @Override
        public AccountNeeded lateUntil(Instant newDeadline) {
            return new AccountNeeded(newDeadline, true, agentId, refused, before);
        }
    }

    /// Agents have to verify the account that the customer named.
    ///
    /// @param acceptedBy the agents who did
    /// @param agentsNeeded how many must
    @StoredName("AccountNamed")
    record AccountNamed(
            ReplacementAccount account,
            List<String> acceptedBy,
            int agentsNeeded,
            Instant deadline,
            boolean late,
            @Nullable String agentId,
            @Nullable Ruled before)
            implements ForAccount {

        public AccountNamed {
            acceptedBy = List.copyOf(acceptedBy);
        }

        @Override
        public AccountNamed takenBy(String agent) {
            return new AccountNamed(
                    account, acceptedBy, agentsNeeded, deadline, late, agent, before);
        }

        @Override
        public AccountNamed lateUntil(Instant newDeadline) {
            return new AccountNamed(
                    account, acceptedBy, agentsNeeded, newDeadline, true, agentId, before);
        }
    }

    /// @param text why, for the customer
    record RefusedAccount(String maskedAccount, String agentId, String text) {}

    /// @param agentId who ruled
    /// @param confirmedBy the second agent, where it took two
    @StoredName("Ruled")
    record Ruled(Cause cause, String agentId, Ruling ruling, @Nullable String confirmedBy)
            implements Intervention {}

    enum Cause {
        APPEAL,
        MERCHANT_SILENT,
        CUSTOMER_REQUEST,
        OFFER_DECLINED,
        PAYOUT_ACCOUNT,
        AGENT_OPENED,
        /// At the last look before the payout a neutral source knew of a use.
        NEUTRAL_FACT
    }

    /// Why one agent is not enough for a ruling.
    enum WhyTwo {
        /// The same agent opened the case for the customer.
        OWN_CASE,
        /// More than the policy lets one agent rule.
        ABOVE_LIMIT,
        /// The same for money at the platform's cost.
        PLATFORM_COST
    }

    default String publicName() {
        return switch (this) {
            case None _ -> "NONE";
            case Running _ -> "OPEN";
            case Ruled _ -> "RULED";
        };
    }
}
