package cn.juhui.refund.adapter.http.view;

import cn.juhui.contracts.Actor;
import cn.juhui.contracts.Role;
import cn.juhui.contracts.refund.RefundEvent;
import cn.juhui.platform.http.problem.ProblemException;
import cn.juhui.platform.journal.Loaded;
import cn.juhui.platform.kernel.Ids;
import cn.juhui.platform.security.Caller;
import cn.juhui.refund.application.RefundCommands;
import cn.juhui.refund.domain.Action;
import cn.juhui.refund.domain.Refund;
import cn.juhui.refund.domain.machine.RefundMachine;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import org.springframework.stereotype.Component;

/// Who may see a case, and as what they act on it.
@Component
public final class RefundAccess {

    private final RefundCommands commands;
    private final Clock clock;

    RefundAccess(RefundCommands commands, Clock clock) {
        this.commands = commands;
        this.clock = clock;
    }

    /// @throws ProblemException 404 when there is no such case for this caller
    public Loaded<Refund, RefundEvent> find(String refundId, Caller caller) {
        if (!Ids.isA("rfd", refundId)) {
            throw ProblemException.notFound();
        }
        return commands.load(refundId)
                .filter(loaded -> Sides.canSee(caller, loaded.stored().aggregate()))
                .orElseThrow(ProblemException::notFound);
    }

    /// The first of these roles that the caller has in the case.
    ///
    /// @throws ProblemException 403 when they have none of them
    public Actor acting(Refund refund, Caller caller, Role... roles) {
        var sides = Sides.of(caller, refund);
        return Arrays.stream(roles)
                .filter(sides::contains)
                .findFirst()
                .map(caller::as)
                .orElseThrow(ProblemException::forbidden);
    }

    /// The same for what several roles can do: somebody who has more than one acts in one that can do it now.
    public Actor acting(Refund refund, Caller caller, Action action, Role... roles) {
        return Sides.of(caller, refund).stream()
                .filter(role -> List.of(roles).contains(role))
                .map(caller::as)
                .filter(as -> RefundMachine.allowed(refund, as, clock.instant()).contains(action))
                .findFirst()
                .orElseGet(() -> acting(refund, caller, roles));
    }
}
