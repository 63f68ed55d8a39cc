package cn.juhui.evidence;

import static cn.juhui.evidence.Files.ascii;
import static cn.juhui.evidence.Files.chunk;
import static cn.juhui.evidence.Files.deflated;
import static cn.juhui.evidence.Files.first;
import static cn.juhui.evidence.Files.flipped;
import static cn.juhui.evidence.Files.header;
import static cn.juhui.evidence.Files.hex;
import static cn.juhui.evidence.Files.join;
import static cn.juhui.evidence.Files.pngWith;

import java.awt.Color;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/// Files that people send by mistake or on purpose, each with what it must be refused for: `CODE REASON`.
public final class HostileFiles {

    static final byte[] PNG = Drawings.png(Drawings.screen());
    static final byte[] JPEG = Drawings.jpeg(Drawings.screen());
    static final byte[] ZIP =
            join(ascii("PK\3\4"), new byte[26], ascii("a.txt"), ascii("PK\5\6"), new byte[18]);

    static final String UNSUPPORTED = "EVIDENCE_TYPE_UNSUPPORTED NOT_A_PICTURE";
    static final String TRUNCATED = "EVIDENCE_CORRUPT TRUNCATED";
    static final String MALFORMED = "EVIDENCE_CORRUPT MALFORMED";
    static final String TRAILING = "EVIDENCE_CORRUPT TRAILING_DATA";

    private HostileFiles() {}

    public record Hostile(String refusal, Supplier<byte[]> file) {}

    public static Map<String, Hostile> all() {
        var files = new LinkedHashMap<String, Hostile>();
        otherTypes(files);
        bombs(files);
        brokenPngs(files);
        brokenJpegs(files);
        PhonePhotos.addHostile(files);
        unreadable(files);
        HostileInsides.addTo(files);
        HostileWebps.addTo(files);
        return files;
    }

    static void add(
            Map<String, Hostile> files, String name, String refusal, Supplier<byte[]> file) {
        files.put(name, new Hostile(refusal, file));
    }

    private static void otherTypes(Map<String, Hostile> files) {
        add(files, "nothing at all", "EVIDENCE_CORRUPT EMPTY", () -> new byte[0]);
        add(files, "one byte", UNSUPPORTED, () -> hex(0x89));
        add(
                files,
                "GIF of 35 bytes that decodes to gigabytes",
                UNSUPPORTED,
                () ->
                        join(
                                ascii("GIF89a"),
                                hex(0xff, 0xff, 0xff, 0xff, 0x80, 0, 0, 0, 0, 0, 255, 255, 255),
                                hex(0x2c, 0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 0, 2, 2, 0x44),
                                hex(1, 0, 0x3b)));
        add(
                files,
                "SVG with a script",
                UNSUPPORTED,
                () -> ascii("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script>"));
        add(files, "HTML", UNSUPPORTED, () -> ascii("<!doctype html><script>alert(1)</script>"));
        add(files, "ZIP", UNSUPPORTED, () -> ZIP);
        add(files, "PDF", UNSUPPORTED, () -> ascii("%PDF-1.7\n1 0 obj"));
        add(files, "Windows program", UNSUPPORTED, () -> join(ascii("MZ"), new byte[200]));
        add(files, "BMP", UNSUPPORTED, () -> join(ascii("BM"), new byte[100]));
        add(files, "TIFF", UNSUPPORTED, () -> join(ascii("II*\0"), new byte[100]));
        add(files, "WAV", UNSUPPORTED, () -> ascii("RIFF\44\0\0\0WAVEfmt \20\0\0\0"));
        add(files, "HEIC", UNSUPPORTED, () -> ascii("\0\0\0\30ftypheic\0\0\0\0mif1heic"));
        add(files, "shell script", UNSUPPORTED, () -> ascii("#!/bin/sh\nrm -rf /\n"));
        add(files, "PNG with something in front", UNSUPPORTED, () -> join(ascii("<html>"), PNG));
    }

    private static void bombs(Map<String, Hostile> files) {
        add(
                files,
                "PNG that claims 30,001 × 1,000",
                "EVIDENCE_TOO_LARGE SIDE",
                () -> Files.png(header(30_001, 1_000, 8, 2), chunk("IDAT", deflated())));
        add(
                files,
                "PNG that claims 1,500 × 30,000",
                "EVIDENCE_TOO_LARGE PIXELS",
                () -> Files.png(header(1_500, 30_000, 8, 2), chunk("IDAT", deflated())));
        add(
                files,
                "PNG that claims 19,000 × 19,000",
                "EVIDENCE_TOO_LARGE PIXELS",
                () ->
                        Files.png(
                                header(19_000, 19_000, 1, 0),
                                chunk("IDAT", deflated(new byte[19_000 * 2_376]))));
        add(
                files,
                "PNG that claims more than two milliards",
                "EVIDENCE_TOO_LARGE SIDE",
                () -> Files.png(header(-1, -1, 8, 6), chunk("IDAT", deflated())));
        add(
                files,
                "PNG that claims 8,000 × 8,000",
                "EVIDENCE_TOO_LARGE PIXELS",
                () -> Files.png(header(8_000, 8_000, 8, 2), chunk("IDAT", deflated())));
        add(
                files,
                "JPEG that claims 65,500 × 65,500",
                "EVIDENCE_TOO_LARGE SIDE",
                () -> join(hex(0xff, 0xd8), frame(0xc0, 65_500, 65_500, 3), hex(0xff, 0xd9)));
        add(
                files,
                "more bytes than any file may have",
                "EVIDENCE_TOO_LARGE BYTES",
                () -> pngWith(PNG, chunk("teXt", new byte[10 * 1024 * 1024])));
        add(
                files,
                "PNG whose pixels inflate to far more than its header says",
                MALFORMED,
                () ->
                        Files.png(
                                header(200, 200, 8, 0),
                                chunk("IDAT", deflated(new byte[200_000_000]))));
        add(
                files,
                "JPEG with a thousand scans",
                "EVIDENCE_CORRUPT TOO_COSTLY",
                () -> {
                    var scan = join(hex(0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0), hex(0));
                    var scans = new byte[1000][];
                    Arrays.fill(scans, scan);
                    return join(
                            hex(0xff, 0xd8),
                            frame(0xc2, 300, 300, 1),
                            join(scans),
                            hex(0xff, 0xd9));
                });
    }

    private static void brokenPngs(Map<String, Hostile> files) {
        add(files, "PNG cut in the middle", TRUNCATED, () -> first(PNG, PNG.length / 2));
        add(files, "PNG without its last byte", TRUNCATED, () -> first(PNG, PNG.length - 1));
        add(files, "PNG without its end", TRUNCATED, () -> first(PNG, PNG.length - 12));
        add(files, "PNG signature alone", TRUNCATED, () -> Files.PNG_SIGNATURE);
        add(files, "PNG with a flipped bit", MALFORMED, () -> flipped(PNG, PNG.length / 2));
        add(files, "HTML that begins like a PNG", MALFORMED, () -> html(Files.PNG_SIGNATURE));
        add(files, "PNG with a ZIP behind it", TRAILING, () -> join(PNG, ZIP));
        add(
                files,
                "animated PNG",
                "EVIDENCE_TYPE_UNSUPPORTED ANIMATED",
                () -> pngWith(PNG, chunk("acTL", hex(0, 0, 0, 2, 0, 0, 0, 0))));
        add(files, "PNG with two headers", MALFORMED, () -> pngWith(PNG, header(640, 480, 8, 2)));
        add(
                files,
                "PNG with a critical chunk that nobody knows",
                MALFORMED,
                () -> pngWith(PNG, chunk("EVIL", hex(1))));
        add(files, "PNG without pixels", MALFORMED, () -> Files.png(header(200, 200, 8, 2)));
        add(
                files,
                "PNG with fewer pixels than its header says",
                TRUNCATED,
                () -> Files.png(header(200, 200, 8, 0), chunk("IDAT", deflated(new byte[201]))));
        add(
                files,
                "PNG with something behind its compressed pixels",
                TRAILING,
                () ->
                        Files.png(
                                header(200, 200, 8, 0),
                                chunk("IDAT", join(deflated(new byte[200 * 201]), ZIP))));
        add(
                files,
                "PNG of a depth that does not exist",
                MALFORMED,
                () -> Files.png(header(200, 200, 7, 2), chunk("IDAT", deflated())));
        add(
                files,
                "PNG of no width",
                MALFORMED,
                () -> Files.png(header(0, 200, 8, 2), chunk("IDAT", deflated())));
        add(
                files,
                "PNG with colours by number but no palette",
                MALFORMED,
                () ->
                        Files.png(
                                header(200, 200, 8, 3),
                                chunk("IDAT", deflated(new byte[200 * 201]))));
    }

    private static void brokenJpegs(Map<String, Hostile> files) {
        add(files, "JPEG cut in the middle", TRUNCATED, () -> first(JPEG, JPEG.length / 2));
        add(files, "JPEG without its end", TRUNCATED, () -> first(JPEG, JPEG.length - 2));
        add(files, "JPEG of its first bytes", TRUNCATED, () -> hex(0xff, 0xd8, 0xff));
        add(
                files,
                "HTML that begins like a JPEG",
                TRUNCATED,
                () -> html(hex(0xff, 0xd8, 0xff, 0xe0)));
        add(files, "JPEG with a ZIP behind it", TRAILING, () -> join(JPEG, ZIP));
        add(
                files,
                "JPEG for printing, in four colours",
                "EVIDENCE_TYPE_UNSUPPORTED UNUSUAL_ENCODING",
                () -> join(hex(0xff, 0xd8), frame(0xc0, 300, 300, 4), hex(0xff, 0xd9)));
        add(
                files,
                "lossless JPEG",
                "EVIDENCE_TYPE_UNSUPPORTED UNUSUAL_ENCODING",
                () -> join(hex(0xff, 0xd8), frame(0xc3, 300, 300, 3), hex(0xff, 0xd9)));
        add(
                files,
                "JPEG without a scan",
                MALFORMED,
                () -> join(hex(0xff, 0xd8), frame(0xc0, 300, 300, 3), hex(0xff, 0xd9)));
        add(
                files,
                "JPEG with pixels cut away but its end in place",
                MALFORMED,
                () -> join(first(JPEG, JPEG.length / 2), hex(0xff, 0xd9)));
    }

    private static void unreadable(Map<String, Hostile> files) {
        add(
                files,
                "1 × 1 pixel",
                "EVIDENCE_ILLEGIBLE TOO_SMALL",
                () -> Drawings.png(Drawings.blank(1, 1, Color.RED)));
        add(
                files,
                "a line of an icon's height",
                "EVIDENCE_ILLEGIBLE TOO_SMALL",
                () -> Drawings.png(Drawings.screen(600, 60, 1, 20, Color.WHITE, Color.BLACK)));
        add(
                files,
                "white",
                "EVIDENCE_ILLEGIBLE BLANK",
                () -> Drawings.png(Drawings.blank(640, 480, Color.WHITE)));
        add(
                files,
                "black",
                "EVIDENCE_ILLEGIBLE TOO_DARK",
                () -> Drawings.png(Drawings.blank(640, 480, Color.BLACK)));
        add(
                files,
                "a screen in the dark",
                "EVIDENCE_ILLEGIBLE TOO_DARK",
                () ->
                        Drawings.jpeg(
                                Drawings.screen(
                                        640,
                                        480,
                                        8,
                                        20,
                                        new Color(4, 4, 4),
                                        new Color(24, 24, 24))));
        add(
                files,
                "a blurred screen",
                "EVIDENCE_ILLEGIBLE BLURRED",
                () -> Drawings.png(Drawings.blurred(Drawings.screen(), 4)));
    }

    private static byte[] html(byte[] magic) {
        return join(
                magic, ascii("<html><body><script>alert(document.cookie)</script></body></html>"));
    }

    static byte[] frame(int marker, int width, int height, int components) {
        int length = 8 + 3 * components;
        var frame =
                hex(
                        0xff,
                        marker,
                        0,
                        length,
                        8,
                        height >> 8,
                        height & 0xff,
                        width >> 8,
                        width & 0xff,
                        components);
        return join(frame, new byte[3 * components]);
    }
}
