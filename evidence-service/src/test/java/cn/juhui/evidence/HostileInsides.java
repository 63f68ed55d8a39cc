package cn.juhui.evidence;

import static cn.juhui.evidence.Files.ascii;
import static cn.juhui.evidence.Files.chunk;
import static cn.juhui.evidence.Files.deflated;
import static cn.juhui.evidence.Files.first;
import static cn.juhui.evidence.Files.header;
import static cn.juhui.evidence.Files.hex;
import static cn.juhui.evidence.Files.join;
import static cn.juhui.evidence.Files.jpegWith;
import static cn.juhui.evidence.HostileFiles.JPEG;
import static cn.juhui.evidence.HostileFiles.MALFORMED;
import static cn.juhui.evidence.HostileFiles.PNG;
import static cn.juhui.evidence.HostileFiles.TRUNCATED;
import static cn.juhui.evidence.HostileFiles.UNSUPPORTED;
import static cn.juhui.evidence.HostileFiles.add;
import static cn.juhui.evidence.HostileFiles.frame;

import cn.juhui.evidence.HostileFiles.Hostile;
import java.util.Arrays;
import java.util.Map;

/// Files that look like a picture from outside and are wrong where only a decoder looks.
final class HostileInsides {

    private static final String TOO_COSTLY = "EVIDENCE_CORRUPT TOO_COSTLY";
    private static final byte[] START = hex(0xff, 0xd8);
    private static final byte[] END = hex(0xff, 0xd9);
    private static final byte[] SCAN = hex(0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0, 0);

    private HostileInsides() {}

    static void addTo(Map<String, Hostile> files) {
        for (int tenth = 1; tenth < 10; tenth++) {
            int share = tenth;
            add(
                    files,
                    "PNG cut after %d tenths".formatted(tenth),
                    TRUNCATED,
                    () -> first(PNG, PNG.length * share / 10));
            add(
                    files,
                    "JPEG cut after %d tenths".formatted(tenth),
                    TRUNCATED,
                    () -> first(JPEG, JPEG.length * share / 10));
        }
        add(files, "zeros", UNSUPPORTED, () -> new byte[100_000]);
        add(files, "text of ten million characters", UNSUPPORTED, HostileInsides::longText);
        pngs(files);
        jpegs(files);
    }

    private static byte[] longText() {
        var text = new byte[10_000_000];
        Arrays.fill(text, (byte) 'A');
        return text;
    }

    private static byte[] grey(byte[] pixels) {
        return Files.png(header(200, 200, 8, 0), chunk("IDAT", pixels));
    }

    private static byte[] rows(int filter) {
        var rows = new byte[200 * 201];
        for (int row = 0; row < 200; row++) {
            rows[row * 201] = (byte) filter;
        }
        return rows;
    }

    private static void pngs(Map<String, Hostile> files) {
        add(
                files,
                "PNG of rows with a filter that nobody knows",
                MALFORMED,
                () -> grey(deflated(rows(9))));
        add(
                files,
                "PNG whose pixels are no zlib stream",
                MALFORMED,
                () -> grey(ascii("not compressed at all")));
        add(
                files,
                "PNG whose pixels want a dictionary",
                MALFORMED,
                () -> grey(hex(0x78, 0xbb, 1, 2, 3, 4, 5, 6)));
        add(
                files,
                "PNG with pixels in two places",
                MALFORMED,
                () ->
                        Files.png(
                                header(200, 200, 8, 0),
                                chunk("IDAT", first(deflated(rows(0)), 10)),
                                chunk("tEXt", ascii("a\0b")),
                                chunk("IDAT", Files.from(deflated(rows(0)), 10))));
        add(
                files,
                "PNG with a palette that is not made of threes",
                MALFORMED,
                () ->
                        Files.png(
                                header(200, 200, 8, 3),
                                chunk("PLTE", hex(1, 2)),
                                chunk("IDAT", deflated(rows(0)))));
        add(
                files,
                "PNG chunk that claims two milliards",
                TRUNCATED,
                () ->
                        join(
                                Files.PNG_SIGNATURE,
                                header(200, 200, 8, 0),
                                hex(127, 255, 255, 255),
                                ascii("IDAT"),
                                new byte[100]));
        add(
                files,
                "animated PNG whose second picture comes late",
                "EVIDENCE_TYPE_UNSUPPORTED ANIMATED",
                () ->
                        Files.png(
                                header(200, 200, 8, 0),
                                chunk("IDAT", deflated(rows(0))),
                                chunk("fdAT", join(new byte[4], deflated(rows(0))))));
        add(
                files,
                "PNG of one pixel's height and far too much width",
                "EVIDENCE_TOO_LARGE SIDE",
                () -> Files.png(header(100_000_000, 1, 1, 0), chunk("IDAT", deflated())));
    }

    private static void jpegs(Map<String, Hostile> files) {
        add(
                files,
                "JPEG of no width",
                MALFORMED,
                () -> join(START, frame(0xc0, 0, 300, 1), SCAN, END));
        add(
                files,
                "JPEG that tells its height only at its end",
                MALFORMED,
                () -> join(START, frame(0xc0, 300, 0, 1), SCAN, hex(0xff, 0xdc, 0, 4, 1, 44), END));
        add(
                files,
                "JPEG with a segment of no length",
                MALFORMED,
                () -> join(first(JPEG, 2), hex(0xff, 0xe0, 0, 0), JPEG));
        add(
                files,
                "JPEG segment that is longer than the file",
                TRUNCATED,
                () -> join(START, hex(0xff, 0xe1, 0xff, 0xff), new byte[100]));
        add(
                files,
                "JPEG with two frames",
                MALFORMED,
                () -> join(START, frame(0xc0, 300, 300, 1), frame(0xc0, 300, 300, 1), SCAN, END));
        add(files, "JPEG with a scan before its frame", MALFORMED, () -> join(START, SCAN, END));
        add(
                files,
                "JPEG without any tables",
                MALFORMED,
                () -> join(START, frame(0xc0, 300, 300, 1), SCAN, END));
        add(
                files,
                "JPEG of twelve bits",
                "EVIDENCE_TYPE_UNSUPPORTED UNUSUAL_ENCODING",
                () ->
                        join(
                                START,
                                hex(0xff, 0xc1, 0, 11, 12, 1, 44, 1, 44, 1, 1, 0x11, 0),
                                SCAN,
                                END));
        add(
                files,
                "JPEG with a comment behind its pixels",
                MALFORMED,
                () -> join(first(JPEG, JPEG.length - 2), hex(0xff, 0xfe, 0, 4, 'h', 'i'), END));
        add(
                files,
                "JPEG that comes in slices and is too large for that",
                TOO_COSTLY,
                () -> join(START, frame(0xc2, 6_000, 6_000, 3), SCAN, END));
        add(
                files,
                "JPEG that walks forty times over many pixels",
                TOO_COSTLY,
                () -> {
                    var scans = new byte[40][];
                    Arrays.fill(scans, SCAN);
                    return join(START, frame(0xc0, 4_000, 4_000, 1), join(scans), END);
                });
        add(
                files,
                "JPEG that begins again every block and then ends",
                "EVIDENCE_ILLEGIBLE BLANK",
                () -> join(first(jpegWith(JPEG, 0xdd, hex(0, 1)), JPEG.length / 3), END));
    }
}
