package cn.juhui.payout.application.statement;

import cn.juhui.contracts.money.PaymentChannel;
import cn.juhui.payout.domain.statement.StatementLine;
import java.time.LocalDate;
import java.util.function.Consumer;

/// A channel's daily statements.
public interface Statements {

    /// What became of an attempt to read one.
    sealed interface Reading {

        /// It was read to its end, and is what it says of itself.
        ///
        /// @param refunds how many
        /// @param amount of all of them, in fen
        /// @param payments how many lines are about payments; they are checked and not told
        record Whole(int refunds, long amount, int payments) implements Reading {}

        /// The channel has none of this day, or not yet.
        record None() implements Reading {}

        /// The channel gave no usable answer.
        record Unreachable() implements Reading {}

        /// It is no statement that can be believed.
        ///
        /// @param line where that was seen, from 1; 0 for what isn't about a line
        record Unreadable(Fault fault, int line) implements Reading {}
    }

    /// What is wrong with a statement.
    enum Fault {
        /// Larger than a statement may be, packed or unpacked, in lines or in one line.
        TOO_LARGE,
        /// It ends before its end, or can't be unpacked.
        TRUNCATED,
        /// No file of lines is in it, or more than one.
        NO_LINES,
        /// Not in the channel's character set.
        WRONG_CHARSET,
        /// It has other headings than a statement.
        WRONG_HEADING,
        /// It is about another day.
        ANOTHER_DAY,
        /// A line that is none of a statement's.
        BROKEN_LINE,
        /// Its lines are not what its sums say.
        WRONG_SUMS
    }

    PaymentChannel channel();

    /// Reads the statement of a day.
    ///
    /// @param day in the channel's own time
    /// @param refunds is told each refund, in order, once the whole statement has been found good; nothing of a statement that isn't
    Reading read(LocalDate day, Consumer<StatementLine> refunds);
}
