package cn.juhui.contracts.evidence;

import cn.juhui.contracts.Role;

/// What a piece of evidence is to its case, and who of the people of a case may be told of it: the one rule for every view of every
/// service. It only takes away: who is no side of a case sees none of its evidence, whatever it is.
public enum EvidenceUse {

    /// Supports one side.
    CASE,

    /// Shows whose account the customer's money is to go to, or why the account that paid can't take it: a name, a number. The merchant
    /// owes the money and learns that it was paid; the rest is between the customer and the platform.
    ACCOUNT_PROOF;

    /// What a piece is by what its sender says that it shows, before any case has used it.
    public static EvidenceUse of(EvidenceKind kind) {
        return switch (kind) {
            case ACCOUNT_ABNORMAL -> ACCOUNT_PROOF;
            case ORDER_SCREENSHOT,
                    CORRECT_INFO,
                    INVALID_CARD,
                    DELIVERY_RECORD,
                    CONVERSATION,
                    REMAINING_VALUE,
                    OTHER ->
                    CASE;
        };
    }

    /// Whether somebody who looks at the case in this role may be told of such a piece.
    public boolean isFor(Role role) {
        return switch (role) {
            case CUSTOMER, AGENT -> true;
            case MERCHANT, OPERATOR -> this == CASE;
            case STOREFRONT, SYSTEM -> false;
        };
    }
}
