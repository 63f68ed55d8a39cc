package cn.juhui.order.adapter.http.imports;

import cn.juhui.platform.http.problem.ProblemException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Reads a file as text: UTF-8, or what spreadsheets in China write in its place (GB18030, of which GBK and GB 2312 are parts), or UTF-16 where a mark says
/// so. What is good UTF-8 is never taken for anything else: hardly any text of GB18030 is.
final class CsvText {

    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final byte[][] WORKBOOKS = {
        {'P', 'K', 3, 4}, {(byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0}
    };

    private CsvText() {}

    /// Without a byte order mark.
    ///
    /// @throws ProblemException 400 `MALFORMED_CSV` with the reason: a workbook, or none of these encodings
    static String of(byte[] file) {
        for (var workbook : WORKBOOKS) {
            if (startsWith(file, workbook)) {
                throw ProblemException.because(400, "MALFORMED_CSV", "WORKBOOK");
            }
        }
        var marked =
                startsWith(file, new byte[] {(byte) 0xff, (byte) 0xfe})
                        || startsWith(file, new byte[] {(byte) 0xfe, (byte) 0xff});
        var tried =
                marked
                        ? List.of(StandardCharsets.UTF_16)
                        : List.of(StandardCharsets.UTF_8, GB18030);
        for (var charset : tried) {
            try {
                var text = charset.newDecoder().decode(ByteBuffer.wrap(file)).toString();
                return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
            } catch (CharacterCodingException e) {
                // Then it may be the next one.
            }
        }
        throw ProblemException.because(400, "MALFORMED_CSV", "ENCODING");
    }

    private static boolean startsWith(byte[] file, byte[] beginning) {
        return file.length >= beginning.length
                && ByteBuffer.wrap(file, 0, beginning.length).equals(ByteBuffer.wrap(beginning));
    }
}
