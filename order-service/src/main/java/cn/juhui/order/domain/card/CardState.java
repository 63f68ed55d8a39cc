package cn.juhui.order.domain.card;

import cn.juhui.contracts.Provenance;
import cn.juhui.contracts.money.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Where a card is: `Pending → Delivered`, spent from again and again; `Frozen` while a refund holds it, then as it was before, or
/// `Voided` for ever. Each state carries only what is true in it; what is null in one is a fact that nobody told.
public sealed interface CardState {

    /// No refund has its hand on it (R8): it can be shipped, spent from or refunded.
    sealed interface Free extends CardState {

        /// How much of it is left.
        Money remaining();

        /// How it was delivered; null when it was not.
        @Nullable Delivery delivery();

        /// @param counts the instant that counts for lateness
        default Delivered shipped(Instant counts, Provenance told, @Nullable String hint) {
            return new Delivered(new Delivery(counts, told, hint), remaining(), null);
        }

        /// @param told who says so; null where nobody knows any more
        default Delivered usedDownTo(Money left, @Nullable Provenance told) {
            var known = delivery();
            return new Delivered(known == null ? Delivery.UNKNOWN : known, left, told);
        }

        default Frozen frozenFor(String refundId) {
            return new Frozen(refundId, this, null);
        }

        /// When it was delivered; null when it was not, and when nobody knows.
        default @Nullable Instant deliveredAt() {
            var known = delivery();
            return known == null ? null : known.at();
        }
    }

    /// It was not delivered, so all of it is there.
    record Pending(Money remaining) implements Free {

        @Override
        public @Nullable Delivery delivery() {
            return null;
        }
    }

    /// The customer has it.
    ///
    /// @param use who told what remains; null while it was not used, and on cards from before that was kept
    record Delivered(Delivery delivery, Money remaining, @Nullable Provenance use)
            implements Free {}

    /// A refund has its hand on it.
    ///
    /// @param before what a release gives back
    /// @param late what a neutral source told of a use since then (R8); null when none did
    record Frozen(String refundId, Free before, @Nullable LateReport late) implements CardState {

        /// What it was before, less what a neutral source told meanwhile.
        public Free released() {
            if (late == null) {
                return before;
            }
            var told = late.provenance();
            var delivered =
                    before.deliveredAt() == null && told != null
                            ? before.shipped(late.at(), told, null)
                            : before;
            return delivered.usedDownTo(late.remainingValue(), told);
        }

        public Frozen reportedLate(LateReport report) {
            return new Frozen(refundId, before, report);
        }

        /// The platform knows of what was told late.
        public Frozen weighed() {
            return late == null ? this : reportedLate(late.asWeighed());
        }

        /// The least that a neutral source leaves of it.
        public Money remaining() {
            return late == null ? before.remaining() : late.remainingValue();
        }
    }

    /// Worthless, from the moment before its money moves.
    ///
    /// @param frozen as the refund held it
    record Voided(Frozen frozen) implements CardState {}

    /// What it is, or was when a refund froze it.
    default Free free() {
        return switch (this) {
            case Free free -> free;
            case Frozen frozen -> frozen.before();
            case Voided(var frozen) -> frozen.before();
        };
    }
}
