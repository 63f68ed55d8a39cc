package cn.juhui.contracts;

/// Who told a fact about a card. Customer and merchant are parties: what one of them says is a claim until the other side, proof
/// or a neutral source agrees.
public enum FactSource {
    /// The marketplace's back end that feeds orders in.
    STOREFRONT,
    /// The supplier of the card, asked by the platform.
    SUPPLIER,
    MERCHANT,
    CUSTOMER;

    /// Whether it has no interest in the case.
    public boolean isNeutral() {
        return switch (this) {
            case STOREFRONT, SUPPLIER -> true;
            case MERCHANT, CUSTOMER -> false;
        };
    }
}
