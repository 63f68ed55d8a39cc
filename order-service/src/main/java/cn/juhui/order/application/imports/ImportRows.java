package cn.juhui.order.application.imports;

import java.util.List;

/// A file that was read: steps that are each done for themselves, an order or a row. Doing one again, under the same operation, changes nothing and says
/// the same.
public interface ImportRows {

    /// How many rows the file has.
    int rows();

    /// How many steps it takes; no more than there are rows.
    int steps();

    /// Does some of the steps.
    ///
    /// @param from the first, from 0
    /// @param to the one behind the last
    /// @return what became of their rows, ascending
    List<ImportedRow> run(int from, int to);
}
