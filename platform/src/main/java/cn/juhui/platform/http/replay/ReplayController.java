package cn.juhui.platform.http.replay;

import cn.juhui.contracts.Role;
import cn.juhui.platform.http.problem.ProblemException;
import cn.juhui.platform.messaging.replay.Replay;
import cn.juhui.platform.messaging.replay.ReplayedRecord;
import cn.juhui.platform.messaging.replay.Replays;
import cn.juhui.platform.security.Caller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Where a service is handed a record that it gave up, in the name of the operator who wants it worked again. Inside the house only.
@RestController
public final class ReplayController {

    /// The door.
    public static final String PATH = "/internal/replays";

    private final Replays replays;

    public ReplayController(Replays replays) {
        this.replays = replays;
    }

    /// Doing it twice does no more than doing it once.
    @PostMapping(PATH)
    Replay replay(@RequestBody ReplayedRecord record, Caller caller) {
        ProblemException.forbiddenUnless(caller.is(Role.OPERATOR));
        return replays.replay(record);
    }
}
