package cn.juhui.order.application.delivery;

import cn.juhui.contracts.Actor;
import cn.juhui.contracts.FactSource;
import cn.juhui.contracts.Provenance;
import cn.juhui.contracts.Role;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// Where what people and systems tell comes from.
final class ToldFact {

    private ToldFact() {}

    /// @param at when it is said to have happened; null for now
    static Provenance by(Actor teller, Instant now, @Nullable Instant at, @Nullable String proof) {
        var received = now.truncatedTo(ChronoUnit.MILLIS);
        return new Provenance(
                source(teller.role()),
                teller.id(),
                received,
                at == null ? received : at.truncatedTo(ChronoUnit.MILLIS),
                proof);
    }

    static FactSource source(Role teller) {
        return switch (teller) {
            case STOREFRONT -> FactSource.STOREFRONT;
            case MERCHANT -> FactSource.MERCHANT;
            case CUSTOMER -> FactSource.CUSTOMER;
            case AGENT, OPERATOR, SYSTEM ->
                    throw new IllegalArgumentException(teller + " tells nothing of cards");
        };
    }
}
