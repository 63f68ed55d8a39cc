package cn.juhui.payout.domain;

import cn.juhui.contracts.payout.PayoutEvent;
import cn.juhui.platform.kernel.Decision;
import java.util.List;

/// How a turn of a payout ends: with news, with nothing new, or not at all.
final class Turns {

    /// So many changes are all told. From then on what says nothing new is told only when their number has doubled, and counted in between
    /// ([Attempt#heard()]).
    private static final int TURNS_TOLD = 200;

    private Turns() {}

    static Decision<Payout, PayoutEvent, PayoutRefusal> next(Payout p, PayoutEvent... events) {
        return new Decision.Accepted<>(p.nextTurn(), List.of(events));
    }

    /// What says nothing new: told so often, then counted.
    static Decision<Payout, PayoutEvent, PayoutRefusal> again(Payout p, PayoutEvent event) {
        return tellsAgain(p.nextTurn())
                ? next(p, event)
                : new Decision.Accepted<>(p.nextTurn(), List.of());
    }

    static Decision<Payout, PayoutEvent, PayoutRefusal> done() {
        return Decision.alreadyDone();
    }

    /// Whether what says nothing new is told although, in this turn.
    static boolean tellsAgain(Payout p) {
        return p.turn() <= TURNS_TOLD || Integer.bitCount(p.turn()) == 1;
    }
}
