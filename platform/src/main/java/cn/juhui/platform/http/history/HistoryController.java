package cn.juhui.platform.http.history;

import cn.juhui.platform.journal.history.Position;
import cn.juhui.platform.journal.history.Told;
import cn.juhui.platform.journal.mongo.JournalFactory;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Where the other services ask what this one really told, and have it told again when they missed something. They ask on events, in nobody's
/// name, so the doors have no token; they are not reachable from outside the house, and nothing but positions and ids comes out of them.
@RestController
public final class HistoryController {

    /// What an aggregate told at a position.
    public static final String TOLD = "/internal/histories/{subject}?at={at}";

    /// So many are answered together.
    public static final int MOST = 40;

    /// What several aggregates told, in their order: each is named by its position and its id, `3:rfd_…`.
    public static String toldOf(int many) {
        return "/internal/histories?of={of}" + "&of={of}".repeat(many - 1);
    }

    /// Telling again what follows a position.
    public static final String TELL_AGAIN = "/internal/histories/{subject}/tellings?after={after}";

    private final JournalFactory journals;

    public HistoryController(JournalFactory journals) {
        this.journals = journals;
    }

    @GetMapping("/internal/histories/{subject}")
    Told told(@PathVariable String subject, @RequestParam long at) {
        return journals.told(List.of(new Position(subject, at))).getFirst();
    }

    @GetMapping("/internal/histories")
    List<Told> told(@RequestParam @Size(max = MOST) List<String> of) {
        return journals.told(of.stream().map(HistoryController::position).toList());
    }

    private static Position position(String of) {
        var colon = of.indexOf(':');
        try {
            return new Position(of.substring(colon + 1), Long.parseLong(of, 0, colon, 10));
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            // Nobody stands nowhere.
            return new Position(of, 0);
        }
    }

    /// Doing it twice does no more than doing it once: whoever hears an entry again knows it.
    @PostMapping("/internal/histories/{subject}/tellings")
    Told tellAgain(@PathVariable String subject, @RequestParam long after) {
        return journals.tellAgain(subject, after);
    }
}
