package cn.juhui.order.adapter.http;

import cn.juhui.platform.http.ProblemException;
import cn.juhui.platform.http.ProblemException.InputError;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/// An import as it comes in: RFC 4180 in UTF-8, a header with our field names in any order, a row per line.
///
/// @param required columns that must be there
/// @param optional columns that may be there; no others may
record CsvFile(List<String> required, List<String> optional) {

    static final int MAX_ROWS = 5_000;

    /// @throws ProblemException 400 when it is no such file, 413 when it has too many rows
    List<CSVRecord> records(byte[] csv) {
        var format =
                CSVFormat.RFC4180
                        .builder()
                        .setHeader()
                        .setSkipHeaderRecord(true)
                        .setIgnoreEmptyLines(true)
                        .setTrim(true)
                        .get();
        try (var parser = format.parse(new StringReader(text(csv)))) {
            checkHeader(parser.getHeaderNames());
            var records = new ArrayList<CSVRecord>();
            for (var row : parser) {
                if (records.size() == MAX_ROWS) {
                    throw ProblemException.of(413, "IMPORT_TOO_LARGE", String.valueOf(MAX_ROWS));
                }
                records.add(row);
            }
            return records;
        } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
            throw ProblemException.of(400, "MALFORMED_CSV");
        }
    }

    private static String text(byte[] csv) {
        try {
            var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(csv)).toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw ProblemException.of(400, "MALFORMED_CSV");
        }
    }

    private void checkHeader(List<String> header) {
        var errors = new ArrayList<InputError>();
        for (var column : header) {
            if (!required.contains(column) && !optional.contains(column)) {
                var shown = column.length() > 100 ? column.substring(0, 100) : column;
                errors.add(InputError.of("/" + shown, "UNKNOWN_MEMBER"));
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
    }
}
