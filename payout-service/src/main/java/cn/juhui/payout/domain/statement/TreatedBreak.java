package cn.juhui.payout.domain.statement;

import cn.juhui.contracts.Actor;
import java.time.Instant;

/// A break of a day, and what people made of it. It begins open; one person proposes a resolution, and a second one who says the same resolves it. Who says
/// something else proposes that instead, so two people must agree. A break that isn't found any more is cleared, and opens again when it is found again;
/// what was resolved stays so, however often the day is matched.
///
/// @param id made from the day and what differs, so that it is found under the same one again
/// @param since when it was found first
/// @param seenAt which matching of the day found it last, by its beginning
public record TreatedBreak(
        String id, Break found, Instant since, Instant seenAt, Standing standing) {

    /// Where it stands with people.
    public sealed interface Standing {

        /// Nobody said anything yet.
        record Open() implements Standing {}

        /// One person said what it is; a second one has to.
        record Proposed(Resolution resolution, String text, Actor by, Instant at)
                implements Standing {}

        /// Two people said the same.
        record Resolved(Proposed proposal, Actor confirmedBy, String text, Instant at)
                implements Standing {}

        /// It isn't found any more.
        record Cleared(Instant at) implements Standing {}
    }

    /// What becomes of somebody's word.
    public sealed interface Answer {

        record Changed(TreatedBreak now) implements Answer {}

        /// This person has said this already.
        record AlreadyDone(TreatedBreak now) implements Answer {}

        /// There is nothing to resolve any more.
        record Refused(TreatedBreak now) implements Answer {}
    }

    /// A break that was found for the first time.
    public static TreatedBreak found(String id, Break found, Instant at) {
        return new TreatedBreak(id, found, at, at, new Standing.Open());
    }

    /// Whether a day with it can't be closed.
    public boolean isOpen() {
        return switch (standing) {
            case Standing.Open _, Standing.Proposed _ -> true;
            case Standing.Resolved _, Standing.Cleared _ -> false;
        };
    }

    /// Somebody says what it is.
    public Answer resolve(Resolution resolution, String text, Actor by, Instant at) {
        var proposal = new Standing.Proposed(resolution, text, by, at);
        return switch (standing) {
            case Standing.Open _ -> new Answer.Changed(standing(proposal));
            case Standing.Proposed said when said.resolution() != resolution ->
                    new Answer.Changed(standing(proposal));
            case Standing.Proposed said when said.by().equals(by) -> new Answer.AlreadyDone(this);
            case Standing.Proposed said ->
                    new Answer.Changed(standing(new Standing.Resolved(said, by, text, at)));
            case Standing.Resolved said
                    when said.proposal().resolution() == resolution
                            && (said.confirmedBy().equals(by) || said.proposal().by().equals(by)) ->
                    new Answer.AlreadyDone(this);
            case Standing.Resolved _, Standing.Cleared _ -> new Answer.Refused(this);
        };
    }

    /// A matching of the day found it again.
    ///
    /// @param now what it found; the amounts may be others than before
    /// @param startedAt when that matching began
    public TreatedBreak foundAgain(Break now, Instant startedAt) {
        var open = standing instanceof Standing.Cleared ? new Standing.Open() : standing;
        return new TreatedBreak(id, now, since, later(startedAt), open);
    }

    /// A matching of the day came to its end without finding it.
    ///
    /// @param startedAt when that matching began
    public TreatedBreak notFound(Instant startedAt, Instant at) {
        return isOpen() && seenAt.isBefore(startedAt) ? standing(new Standing.Cleared(at)) : this;
    }

    private Instant later(Instant startedAt) {
        return seenAt.isAfter(startedAt) ? seenAt : startedAt;
    }

    private TreatedBreak standing(Standing now) {
        return new TreatedBreak(id, found, since, seenAt, now);
    }
}
