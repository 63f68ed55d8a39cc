package cn.juhui.evidence.application;

import cn.juhui.contracts.Role;

/// How many pieces of evidence the sides of an order have added: each side has its own places, so that none can fill up the
/// other's.
public interface Places {

    /// Takes a place for this piece; taking it again changes nothing.
    ///
    /// @return false when the side has used all of its places
    boolean take(String orderId, Role side, String evidenceId);

    /// Gives this piece's place back; giving it back again changes nothing.
    void free(String orderId, Role side, String evidenceId);
}
