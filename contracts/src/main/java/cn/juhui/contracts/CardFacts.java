package cn.juhui.contracts;

import cn.juhui.contracts.id.CardId;
import cn.juhui.contracts.money.Money;
import org.jspecify.annotations.Nullable;

/// What is on record about one card, and who said so.
///
/// @param remainingValue what is left of the face value on record
/// @param shipment null while it was not delivered, or where the record is older than provenances
/// @param use the last report of its use; null when none came, or where the record is older than provenances
/// @param check the supplier's last answer; null when it was not asked or did not know
public record CardFacts(
        CardId cardId,
        Money remainingValue,
        @Nullable Provenance shipment,
        @Nullable Provenance use,
        @Nullable Provenance check) {

    /// As who reads in this role is told of it ([Actor#towards]).
    public CardFacts towards(Role reader) {
        return new CardFacts(
                cardId,
                remainingValue,
                shipment == null ? null : shipment.towards(reader),
                use == null ? null : use.towards(reader),
                check == null ? null : check.towards(reader));
    }
}
