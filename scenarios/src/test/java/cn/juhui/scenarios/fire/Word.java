package cn.juhui.scenarios.fire;

/// An approval that somebody gave over HTTP, as this test knows it: the only thing that money may move by.
///
/// @param by the role
/// @param amount in fen; -1 when the answer was lost, and with it the amount
record Word(String refundId, String by, long amount) {

    static final long LOST = -1;

    boolean covers(long paid) {
        return amount == LOST || amount == paid;
    }
}
