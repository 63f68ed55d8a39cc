package cn.juhui.evidence.domain;

import cn.juhui.evidence.domain.legibility.Legibility;

/// Why a file does not become evidence. Nothing of it is kept.
public sealed interface Refusal {

    /// What it really is, by its bytes, is not taken in, whatever its name or header says.
    record TypeUnsupported(Kind kind) implements Refusal {}

    enum Kind {
        NOT_A_PICTURE,
        ANIMATED,
        /// A variety of PNG or JPEG that not every viewer can show.
        UNUSUAL_ENCODING
    }

    /// More than the limit.
    ///
    /// @param limit in bytes or pixels
    record TooLarge(Measure measure, long limit) implements Refusal {}

    enum Measure {
        BYTES,
        SIDE,
        PIXELS
    }

    /// It begins like a picture but isn't a whole and clean one.
    record Corrupt(Damage damage) implements Refusal {}

    enum Damage {
        EMPTY,
        TRUNCATED,
        MALFORMED,
        /// Something follows the picture's end: two files in one.
        TRAILING_DATA,
        /// Reading it takes longer than any honest picture needs.
        TOO_COSTLY
    }

    /// Whole, but nobody could read it.
    record Illegible(Legibility legibility) implements Refusal {}

    /// The scanner knows it as malware.
    record Infected() implements Refusal {}

    /// The caller's side of the order has added as many as it may.
    record LimitReached(int limit) implements Refusal {}
}
