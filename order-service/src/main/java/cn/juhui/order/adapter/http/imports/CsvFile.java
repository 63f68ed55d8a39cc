package cn.juhui.order.adapter.http.imports;

import cn.juhui.platform.http.problem.ProblemException;
import cn.juhui.platform.http.problem.ProblemException.InputError;
import cn.juhui.platform.kernel.Writing;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/// An import as it comes in: RFC 4180, a header with our field names in any order, a row per line. Spreadsheets leave rows of nothing and columns without
/// a name behind; neither says anything.
///
/// @param required columns that must be there
/// @param optional columns that may be there; no others may
record CsvFile(List<String> required, List<String> optional) {

    static final int MAX_ROWS = 5_000;

    private static final String MALFORMED = "MALFORMED_CSV";
    private static final int SHOWN = 100;

    /// By this line some spreadsheets are told which separator follows.
    private static final String SEPARATOR_TOLD = "sep=";

    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setIgnoreEmptyLines(false).setTrim(true).get();

    /// One row that says something.
    ///
    /// @param number as a spreadsheet counts, rows of nothing included
    /// @param columns the header's names
    /// @param cells without blanks around them; more or fewer than there are columns
    record Row(int number, List<String> columns, List<String> cells) {}

    /// @throws ProblemException 400 when it is no such file, with the reason; 413 when it has too many rows
    List<Row> rows(byte[] csv) {
        var text = CsvText.of(csv);
        checkSeparator(text);
        try (var parser = FORMAT.parse(new StringReader(text))) {
            List<String> columns = List.of();
            var rows = new ArrayList<Row>();
            for (var record : parser) {
                var cells = record.stream().map(Writing::withoutOuterBlanks).toList();
                if (cells.stream().allMatch(String::isEmpty) || tellsSeparator(record, columns)) {
                    continue;
                }
                if (columns.isEmpty()) {
                    columns = header(cells);
                    continue;
                }
                if (rows.size() == MAX_ROWS) {
                    throw ProblemException.of(413, "IMPORT_TOO_LARGE", String.valueOf(MAX_ROWS));
                }
                rows.add(new Row((int) record.getRecordNumber(), columns, cells));
            }
            return rows;
        } catch (IOException | UncheckedIOException e) {
            throw ProblemException.because(400, MALFORMED, "QUOTES");
        }
    }

    private static boolean tellsSeparator(CSVRecord record, List<String> columns) {
        return columns.isEmpty() && record.get(0).equalsIgnoreCase(SEPARATOR_TOLD);
    }

    /// One sentence in the place of one per column that isn't there.
    private static void checkSeparator(String text) {
        var first = text.lines().filter(line -> !line.isBlank()).findFirst().orElse(null);
        if (first == null || first.chars().allMatch(c -> c == ',' || Character.isWhitespace(c))) {
            if (text.lines().allMatch(l -> l.replace(",", "").isBlank())) {
                throw ProblemException.because(400, MALFORMED, "EMPTY");
            }
        } else if (first.indexOf(',') < 0
                && first.chars().anyMatch(c -> ";\t|，；".indexOf(c) >= 0)) {
            throw ProblemException.because(400, MALFORMED, "SEPARATOR");
        }
    }

    private List<String> header(List<String> cells) {
        var end = cells.size();
        while (cells.get(end - 1).isEmpty()) {
            end--;
        }
        var header = cells.subList(0, end);
        var errors = new ArrayList<InputError>();
        for (var column : new LinkedHashSet<>(header)) {
            if (!required.contains(column) && !optional.contains(column)) {
                errors.add(InputError.of("/" + Writing.beginning(column, SHOWN), "UNKNOWN_MEMBER"));
            }
        }
        for (var column : required) {
            if (!header.contains(column)) {
                errors.add(InputError.of("/" + column, "REQUIRED"));
            }
        }
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors.toArray(InputError[]::new));
        }
        if (new LinkedHashSet<>(header).size() < header.size()) {
            throw ProblemException.because(400, MALFORMED, "REPEATED_COLUMN");
        }
        return List.copyOf(header);
    }
}
