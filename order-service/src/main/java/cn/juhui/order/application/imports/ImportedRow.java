package cn.juhui.order.application.imports;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What became of one row of an import.
///
/// @param row as a spreadsheet counts
/// @param orderNo null where the row has none, and of an import that names orders by their ids
/// @param cardId null of an import of orders
public record ImportedRow(
        int row,
        @Nullable String orderNo,
        @Nullable String orderId,
        @Nullable String cardId,
        Outcome outcome,
        List<Fault> faults) {

    /// The first two are of imports of orders, usage is recorded or claimed.
    public enum Outcome {
        CREATED,
        RECORDED,
        CLAIMED,
        ALREADY_THERE,
        FAILED
    }

    /// One wrong place of a row, in no language yet: who reads it chooses.
    ///
    /// @param textKey of its text in the message bundles
    /// @param arguments of that text: numbers and texts
    public record Fault(String pointer, String code, String textKey, List<Object> arguments) {}

    /// So much of what is wrong with a row is kept with a job.
    static final int MOST_FAULTS = 10;

    /// As a job keeps it.
    ImportedRow bounded() {
        return faults.size() <= MOST_FAULTS
                ? this
                : new ImportedRow(
                        row, orderNo, orderId, cardId, outcome, faults.subList(0, MOST_FAULTS));
    }
}
