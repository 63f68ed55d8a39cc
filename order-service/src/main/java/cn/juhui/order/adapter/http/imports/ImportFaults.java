package cn.juhui.order.adapter.http.imports;

import cn.juhui.order.application.imports.ImportedRow;
import cn.juhui.platform.http.problem.ProblemException;
import cn.juhui.platform.http.problem.ProblemException.InputError;
import cn.juhui.platform.kernel.Writing;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is wrong with a row, kept so that it can be told later and in any language.
final class ImportFaults {

    /// Nothing that is a name is longer.
    private static final int LONGEST = 200;

    private ImportFaults() {}

    static ImportedRow.Fault of(InputError error) {
        var variant = error.variant().isEmpty() ? "" : "." + error.variant();
        return new ImportedRow.Fault(
                error.pointer(),
                error.code(),
                "input." + error.code() + variant,
                error.arguments().stream().map(ImportFaults::plain).toList());
    }

    static ImportedRow.Fault of(String pointer, ProblemException problem) {
        return new ImportedRow.Fault(pointer, problem.code(), problem.detailKey(), List.of());
    }

    /// What a cell says, however much it says.
    static @Nullable String said(@Nullable String cell) {
        return cell == null ? null : Writing.beginning(cell, LONGEST);
    }

    private static Object plain(Object argument) {
        return argument instanceof Number ? argument : argument.toString();
    }
}
