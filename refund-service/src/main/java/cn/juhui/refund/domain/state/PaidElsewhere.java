package cn.juhui.refund.domain.state;

import java.util.List;

/// The money goes to another account than the one that paid.
///
/// @param acceptedBy the agents who verified it
public record PaidElsewhere(ReplacementAccount account, List<String> acceptedBy) {

    public PaidElsewhere {
        acceptedBy = List.copyOf(acceptedBy);
    }
}
