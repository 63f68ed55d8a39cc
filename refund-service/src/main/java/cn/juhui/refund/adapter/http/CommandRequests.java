package cn.juhui.refund.adapter.http;

import cn.juhui.contracts.Role;
import cn.juhui.contracts.refund.RefundEvent;
import cn.juhui.platform.http.request.RequestContext;
import cn.juhui.platform.journal.Cause;
import cn.juhui.platform.journal.Handled;
import cn.juhui.platform.journal.Loaded;
import cn.juhui.platform.security.Caller;
import cn.juhui.refund.adapter.http.view.RefundAccess;
import cn.juhui.refund.adapter.http.view.RefundAnswers;
import cn.juhui.refund.adapter.http.view.RefundView;
import cn.juhui.refund.application.RefundCommands;
import cn.juhui.refund.domain.Action;
import cn.juhui.refund.domain.Command;
import cn.juhui.refund.domain.Refund;
import cn.juhui.refund.domain.Refusal;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/// What somebody tells a case over HTTP: whether they may see it, as what they act, and what is answered. The case is read once.
@Component
final class CommandRequests {

    private final RefundAccess access;
    private final RefundCommands commands;
    private final RefundAnswers answers;

    CommandRequests(RefundAccess access, RefundCommands commands, RefundAnswers answers) {
        this.access = access;
        this.commands = commands;
        this.answers = answers;
    }

    /// Of a role whose command it is alone.
    ResponseEntity<RefundView> handle(
            String refundId, Caller caller, RequestContext request, Role role, Command command) {
        return handle(
                refundId,
                caller,
                request,
                role,
                (loaded, cause) -> commands.handle(loaded, command, cause));
    }

    /// The same, where more must be done than to tell the case.
    ResponseEntity<RefundView> handle(
            String refundId,
            Caller caller,
            RequestContext request,
            Role role,
            BiFunction<Loaded<Refund, RefundEvent>, Cause, Handled<Refund, Refusal>> useCase) {
        var loaded = access.find(refundId, caller);
        var cause = request.cause(access.acting(loaded.stored().aggregate(), caller, role));
        return answers.of(
                RefundAnswers.asking(() -> useCase.apply(loaded, cause)), caller, request);
    }

    /// Of whichever of these roles the caller has that can do it now.
    ///
    /// @param command what is told by who acts in a role
    ResponseEntity<RefundView> handle(
            String refundId,
            Caller caller,
            RequestContext request,
            Action action,
            Function<Role, Command> command,
            Role... roles) {
        var loaded = access.find(refundId, caller);
        var acting = access.acting(loaded.stored().aggregate(), caller, action, roles);
        var cause = request.cause(acting);
        var told = command.apply(acting.role());
        return answers.of(
                RefundAnswers.asking(() -> commands.handle(loaded, told, cause)), caller, request);
    }
}
