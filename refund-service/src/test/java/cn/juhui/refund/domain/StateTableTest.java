package cn.juhui.refund.domain;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.contracts.Actor;
import cn.juhui.contracts.Event;
import cn.juhui.contracts.refund.RefundEvent;
import cn.juhui.platform.kernel.Decision;
import cn.juhui.refund.domain.Situations.Situation;
import cn.juhui.refund.domain.machine.RefundMachine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// docs/refund-states.md is what the case answers, not what somebody remembers. `-Dupdate.docs=true` writes it anew.
class StateTableTest {

    private static final Path TABLE = Path.of("..", "docs", "refund-states.md");

    @Test
    void the_state_table_in_the_docs_is_what_the_case_does() throws IOException {
        var table = table();
        if (Boolean.getBoolean("update.docs")) {
            Files.createDirectories(TABLE.getParent());
            Files.writeString(TABLE, table);
        }
        assertThat(TABLE).as("written with -Dupdate.docs=true").hasContent(table);
    }

    private static String table() {
        var text = new StringBuilder();
        text.append(
                """
                # What a refund case does

                Printed by `StateTableTest` from the code itself; it fails when this page is out of date.
                Every situation of a case, who can do what in it, and what it becomes. What is not listed is refused
                (409 `ACTION_NOT_ALLOWED`), or nothing changes because it was done before.

                A case that is paid or not known yet also follows payout-service: `COMPLETED` when the money is there, `PAYOUT_ABNORMAL` when the
                account can't take it or the channel took it back; that can happen at any time once a case is approved.

                | situation | status | review · intervention · payout | who | does | becomes | told |
                |---|---|---|---|---|---|---|
                """);
        Situations.all().forEach((name, situation) -> rows(text, name, situation));
        return text.toString();
    }

    private static void rows(StringBuilder text, String name, Situation situation) {
        var refund = situation.refund();
        var before = "**%s** | `%s` | %s".formatted(name, refund.status(), machines(refund));
        var rows = 0;
        for (var action : Action.values()) {
            for (var actor : actors(situation, action)) {
                rows +=
                        row(
                                text,
                                rows == 0 ? before : " | | ",
                                situation,
                                actor,
                                action.example(refund),
                                "`" + action + "`");
            }
        }
        var dueAt = refund.dueAt();
        if (dueAt != null) {
            var due =
                    new Situation(refund, dueAt.isAfter(situation.now()) ? dueAt : situation.now());
            rows +=
                    row(
                            text,
                            rows == 0 ? before : " | | ",
                            due,
                            Situations.SYSTEM,
                            new Command.PassDeadline(),
                            "the deadline passes");
        }
        if (rows == 0) {
            text.append("| %s | | %s | | |%n".formatted(before, waitsFor(refund)));
        }
    }

    /// Another agent is worth a row only where not every agent may.
    private static List<Actor> actors(Situation s, Action action) {
        var agents =
                RefundMachine.allowed(s.refund(), Situations.AGENT, s.now()).contains(action)
                        ? Situations.AGENT
                        : Situations.OTHER_AGENT;
        return List.of(Situations.CUSTOMER, Situations.MERCHANT, agents);
    }

    private static String waitsFor(Refund refund) {
        return refund.status().ends() ? "the end" : "?";
    }

    private static int row(
            StringBuilder text,
            String before,
            Situation s,
            Actor actor,
            Command command,
            String does) {
        if (!(RefundMachine.decide(s.refund(), command, actor, s.now())
                instanceof
                Decision.Accepted<Refund, RefundEvent, Refusal>(var after, var events))) {
            return 0;
        }
        var who =
                switch (actor.role()) {
                    case SYSTEM -> "clock";
                    case AGENT -> actor.equals(Situations.AGENT) ? "agent" : "another agent";
                    default -> actor.role().name().toLowerCase(java.util.Locale.ROOT);
                };
        var told = events.stream().map(Event::type).collect(Collectors.joining(", "));
        text.append(
                "| %s | %s | %s | `%s` | %s |%n"
                        .formatted(before, who, does, after.status(), told));
        return 1;
    }

    private static String machines(Refund refund) {
        return refund.review().publicName()
                + " · "
                + refund.intervention().publicName()
                + " · "
                + refund.payout().publicName();
    }
}
