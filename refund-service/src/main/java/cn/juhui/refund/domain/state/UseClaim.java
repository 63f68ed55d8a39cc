package cn.juhui.refund.domain.state;

import cn.juhui.contracts.Provenance;
import cn.juhui.contracts.Role;
import cn.juhui.contracts.money.Money;
import org.jspecify.annotations.Nullable;

/// The merchant says that a card was used which the case had frozen: the word of a party, not a fact. Whoever decides weighs it; it
/// changes nothing by itself.
///
/// @param remainingValue what the merchant says is left
/// @param text the merchant's words; null when they gave none
public record UseClaim(
        String cardId, Money remainingValue, @Nullable String text, Provenance provenance) {

    /// As who reads in this role is told of it ([cn.juhui.contracts.Actor#towards]).
    public UseClaim towards(Role reader) {
        return new UseClaim(cardId, remainingValue, text, provenance.towards(reader));
    }
}
