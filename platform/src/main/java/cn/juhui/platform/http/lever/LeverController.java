package cn.juhui.platform.http.lever;

import cn.juhui.contracts.Role;
import cn.juhui.platform.http.problem.ProblemException;
import cn.juhui.platform.lever.LeverBoard;
import cn.juhui.platform.lever.LeverBoard.Standing;
import cn.juhui.platform.lever.LeverChange;
import cn.juhui.platform.lever.LeverKind;
import cn.juhui.platform.security.Caller;
import java.time.Instant;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Where a service shows what can be paused in it, and pauses it, in the name of the operator who wants it. Inside the house only.
@RestController
public final class LeverController {

    /// The door.
    public static final String PATH = "/internal/levers";

    private final LeverBoard board;

    public LeverController(LeverBoard board) {
        this.board = board;
    }

    /// How they stand.
    public record Board(List<Standing> levers) {}

    /// What is to be done to which.
    ///
    /// @param id of the change: doing it twice does no more than doing it once
    public record Pull(
            String id, LeverKind kind, String name, boolean paused, String reason, Instant at) {}

    @GetMapping(PATH)
    Board list(Caller caller) {
        ProblemException.forbiddenUnless(caller.is(Role.OPERATOR));
        return new Board(board.standings());
    }

    @PostMapping(PATH)
    Standing pull(@RequestBody Pull pull, Caller caller) {
        ProblemException.forbiddenUnless(caller.is(Role.OPERATOR));
        var change =
                new LeverChange(
                        pull.id(),
                        pull.paused(),
                        pull.reason(),
                        caller.as(Role.OPERATOR),
                        pull.at());
        return board.change(pull.kind(), pull.name(), change)
                .orElseThrow(ProblemException::notFound);
    }
}
