package cn.juhui.order.adapter.http.imports;

import cn.juhui.platform.http.problem.InputForms;
import cn.juhui.platform.http.problem.ProblemException.InputError;
import cn.juhui.platform.kernel.Limits;
import cn.juhui.platform.kernel.Writing;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One row of an import: its cells as values, and what is wrong with them. An empty cell is no value.
final class CsvRow {

    private final CsvFile.Row row;
    private final List<InputError> errors = new ArrayList<>();

    private CsvRow(CsvFile.Row row) {
        this.row = row;
    }

    static CsvRow of(CsvFile.Row row) {
        return new CsvRow(row);
    }

    /// As a spreadsheet counts.
    int number() {
        return row.number();
    }

    List<InputError> errors() {
        return errors;
    }

    /// Notes the first fault of a column.
    void fault(String column, String code, Object... arguments) {
        fault(InputError.of("/" + column, code, arguments));
    }

    void fault(InputError error) {
        if (errors.stream().noneMatch(e -> e.pointer().equals(error.pointer()))) {
            errors.add(error);
        }
    }

    /// Cells behind the last column belong nowhere; empty ones are a spreadsheet's habit.
    void faultIfTooLong() {
        if (row.cells().stream().skip(row.columns().size()).anyMatch(cell -> !cell.isEmpty())) {
            errors.add(InputError.of("", "WRONG_FORM"));
        }
    }

    @Nullable String text(String column) {
        var at = row.columns().indexOf(column);
        var value = at < 0 || at >= row.cells().size() ? "" : row.cells().get(at);
        if (!InputForms.isClean(value)) {
            fault(column, "CONTROL_CHARACTERS");
        }
        return value.isEmpty() ? null : value;
    }

    /// @param longest in characters
    @Nullable String text(String column, int longest) {
        var text = text(column);
        if (text != null && Writing.length(text) > longest) {
            fault(InputError.size("/" + column, true, 0, longest));
        }
        return text;
    }

    void require(String column, @Nullable Object value) {
        if (value == null) {
            fault(column, "REQUIRED");
        }
    }

    @Nullable Long number(String column) {
        var text = text(column);
        try {
            return text == null ? null : Long.valueOf(text);
        } catch (NumberFormatException e) {
            fault(InputError.form("/" + column, "9900"));
            return null;
        }
    }

    @Nullable Instant instant(String column) {
        var text = text(column);
        try {
            var instant = text == null ? null : Instant.parse(text);
            if (instant != null && !Limits.holds(instant)) {
                fault(InputError.range("/" + column, Limits.EARLIEST, Limits.LATEST));
                return null;
            }
            return instant;
        } catch (DateTimeException e) {
            fault(InputError.form("/" + column, "2026-11-24T01:00:00Z"));
            return null;
        }
    }

    @Nullable Boolean yesOrNo(String column) {
        return switch (text(column)) {
            case null -> null;
            case "true" -> true;
            case "false" -> false;
            default -> {
                fault(InputError.of("/" + column, "NOT_ONE_OF", "true, false").as("cell"));
                yield null;
            }
        };
    }

    <E extends Enum<E>> @Nullable E oneOf(String column, Class<E> type) {
        var text = text(column);
        if (text == null) {
            return null;
        }
        for (var value : type.getEnumConstants()) {
            if (value.name().equals(text)) {
                return value;
            }
        }
        var words =
                String.join(", ", Arrays.stream(type.getEnumConstants()).map(Enum::name).toList());
        fault(InputError.of("/" + column, "NOT_ONE_OF", words).as("cell"));
        return null;
    }
}
