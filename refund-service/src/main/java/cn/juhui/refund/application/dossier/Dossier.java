package cn.juhui.refund.application.dossier;

import cn.juhui.contracts.Actor;
import cn.juhui.platform.journal.Stored;
import cn.juhui.platform.journal.history.HashChain;
import cn.juhui.platform.journal.history.HistoryEntry;
import cn.juhui.refund.application.dossier.Exhibits.Exhibit;
import cn.juhui.refund.application.dossier.Exhibits.Message;
import cn.juhui.refund.domain.Refund;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// All that is on file about a case.
///
/// @param history all of it, oldest first
/// @param missing pieces of evidence that the case names and that can't be had
public record Dossier(
        Stored<Refund> refund,
        List<HistoryEntry> history,
        List<Message> messages,
        List<Exhibit> exhibits,
        List<String> missing) {

    /// Members of events in which people's own words stand.
    private static final List<String> WORDS = List.of("description", "statement", "note", "text");

    /// What somebody stated in the case itself: their application, an appeal, a reason.
    ///
    /// @param seq where it stands in the history
    public record Statement(long seq, Instant at, Actor actor, String type, String text) {

        /// The same, of somebody by another name.
        public Statement by(Actor name) {
            return new Statement(seq, at, name, type, text);
        }
    }

    /// The first entry of the history that is not what was written; empty when its hash chain holds.
    public OptionalLong firstBroken() {
        var broken = HashChain.firstBroken(history);
        return broken.isPresent() || history.size() == refund.sequence()
                ? broken
                : OptionalLong.of(history.size() + 1L);
    }

    public List<Statement> statements() {
        return history.stream().flatMap(Dossier::statement).toList();
    }

    private static Stream<Statement> statement(HistoryEntry e) {
        return WORDS.stream()
                .map(member -> words(e, member))
                .flatMap(Stream::ofNullable)
                .map(text -> new Statement(e.seq(), e.at(), e.actor(), e.type(), text));
    }

    private static @Nullable String words(HistoryEntry e, String member) {
        return e.data().get(member) instanceof String text && !text.isBlank() ? text : null;
    }
}
