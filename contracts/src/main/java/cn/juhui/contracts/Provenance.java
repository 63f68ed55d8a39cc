package cn.juhui.contracts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Where a fact comes from: who told it, when it was received, when it is said to have happened, and by what proof.
///
/// @param toldBy the subject who told it, or the name of the system that was asked
/// @param receivedAt by the platform's clock: windows and deadlines are measured from here where a party told it
/// @param happenedAt what the teller says; shown beside the other, never trusted alone when a party told it
/// @param proof a reference or a sentence of the teller's; null when none was given
public record Provenance(
        FactSource source,
        String toldBy,
        Instant receivedAt,
        Instant happenedAt,
        @Nullable String proof) {

    /// As who reads in this role is told of it ([Actor#towards]).
    public Provenance towards(Role reader) {
        return source == FactSource.MERCHANT
                ? new Provenance(
                        source,
                        new Actor(Role.MERCHANT, toldBy).towards(reader).id(),
                        receivedAt,
                        happenedAt,
                        proof)
                : this;
    }

    /// The later of the two: a window never starts before the other side could know.
    public Instant countsFrom() {
        return receivedAt.isAfter(happenedAt) ? receivedAt : happenedAt;
    }
}
