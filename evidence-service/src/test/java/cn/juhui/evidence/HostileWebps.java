package cn.juhui.evidence;

import static cn.juhui.evidence.Files.ascii;
import static cn.juhui.evidence.Files.first;
import static cn.juhui.evidence.Files.hex;
import static cn.juhui.evidence.Files.join;
import static cn.juhui.evidence.HostileFiles.MALFORMED;
import static cn.juhui.evidence.HostileFiles.TRAILING;
import static cn.juhui.evidence.HostileFiles.TRUNCATED;
import static cn.juhui.evidence.HostileFiles.ZIP;
import static cn.juhui.evidence.HostileFiles.add;
import static cn.juhui.evidence.Webps.chunk;
import static cn.juhui.evidence.Webps.webp;

import cn.juhui.evidence.HostileFiles.Hostile;
import java.util.Map;

/// WebP files that are not what they should be.
final class HostileWebps {

    private static final String ANIMATED = "EVIDENCE_TYPE_UNSUPPORTED ANIMATED";
    private static final byte[] LOSSY = Webps.picture("lossy");
    private static final byte[] LOSSLESS = Webps.picture("lossless");

    private HostileWebps() {}

    static void addTo(Map<String, Hostile> files) {
        for (var name : new String[] {"lossy", "lossless", "lossy-opaque-in-parts"}) {
            var file = Webps.file(name);
            for (int tenth = 1; tenth < 10; tenth += 2) {
                int length = file.length * tenth / 10;
                add(
                        files,
                        "WebP, %s, cut after %d tenths".formatted(name, tenth),
                        TRUNCATED,
                        () -> first(file, length));
            }
        }
        add(files, "WebP of its first bytes", TRUNCATED, () -> ascii("RIFF\20\0\0\0WEBPVP8 "));
        insides(files);
        structures(files);
        claims(files);
    }

    private static void insides(Map<String, Hostile> files) {
        for (int percent : new int[] {1, 40, 80, 95}) {
            for (var name : new String[] {"lossy", "lossless"}) {
                int length = Math.max(12, (Webps.file(name).length - 20) * percent / 100);
                add(
                        files,
                        "WebP, %s, with %d %% of its pixels".formatted(name, percent),
                        MALFORMED,
                        () -> Webps.cutPicture(name, length));
            }
        }
        add(files, "WebP with sixty thousand groups of codes", MALFORMED, HostileWebps::manyGroups);
        add(files, "WebP of zeros", MALFORMED, () -> Webps.claim(200, 200));
        add(
                files,
                "WebP whose opacity is cut away",
                MALFORMED,
                () -> webp(Webps.header(0x10, 163, 121), chunk("ALPH", hex(0, 1, 2, 3)), LOSSY));
        add(
                files,
                "WebP that is no key frame",
                MALFORMED,
                () -> {
                    var file = Webps.file("lossy");
                    file[20] |= 1;
                    return file;
                });
        add(
                files,
                "HTML that begins like a WebP",
                MALFORMED,
                () ->
                        join(
                                ascii(
                                        "RIFF\60\0\0\0WEBP<html><script>alert(document.cookie)</script>   ")));
    }

    /// Every tile of a few pixels says that it is of the last of 65,536 groups, and so many groups follow, each of the shortest codes that
    /// there are.
    private static byte[] manyGroups() {
        var one = "1000";
        var last = "101" + "1".repeat(8);
        var head = "0" + "0" + "1" + "000" + "0" + last + last + one.repeat(3);
        var bits = head + one.repeat(5 * 65_536);
        var bytes = new byte[bits.length() / 8 + 100];
        for (int i = 0; i < bits.length(); i++) {
            bytes[i / 8] |= (byte) (bits.charAt(i) - '0' << i % 8);
        }
        return webp(chunk("VP8L", join(Files.from(first(Webps.claim(200, 200), 25), 20), bytes)));
    }

    private static void structures(Map<String, Hostile> files) {
        add(files, "animated WebP", ANIMATED, () -> Webps.file("animated"));
        add(
                files,
                "WebP with a frame of an animation",
                ANIMATED,
                () ->
                        webp(
                                Webps.header(0, 163, 121),
                                chunk("ANMF", join(new byte[16], LOSSY)),
                                LOSSY));
        add(files, "WebP with a ZIP behind it", TRAILING, () -> join(Webps.file("lossy"), ZIP));
        add(
                files,
                "WebP with a ZIP as a chunk behind its picture",
                TRAILING,
                () -> webp(LOSSY, chunk("ZIP ", ZIP)));
        add(
                files,
                "extended WebP with a ZIP as a chunk",
                TRAILING,
                () -> webp(Webps.header(0, 163, 121), LOSSY, chunk("ZIP ", ZIP)));
        add(
                files,
                "WebP with a chunk that nobody knows",
                MALFORMED,
                () -> webp(Webps.header(0, 163, 121), chunk("EVIL", hex(1)), LOSSY));
        add(
                files,
                "WebP with two pictures",
                MALFORMED,
                () -> webp(Webps.header(0, 163, 121), LOSSY, LOSSLESS));
        add(
                files,
                "WebP with two headers",
                MALFORMED,
                () -> {
                    var header = Webps.header(0, 163, 121);
                    return webp(header, header, LOSSY);
                });
        add(files, "WebP without a picture", MALFORMED, () -> webp(Webps.header(0, 163, 121)));
        add(
                files,
                "WebP of other sides than its header says",
                MALFORMED,
                () -> webp(Webps.header(0, 500, 400), LOSSY));
        add(
                files,
                "WebP whose chunk is longer than the file",
                MALFORMED,
                () -> webp(ascii("VP8 \177\377\377\177")));
    }

    private static void claims(Map<String, Hostile> files) {
        add(
                files,
                "WebP that claims 16,384 × 16,384",
                "EVIDENCE_TOO_LARGE PIXELS",
                () -> Webps.claim(16_384, 16_384));
        add(
                files,
                "WebP whose header claims sixteen millions",
                "EVIDENCE_TOO_LARGE SIDE",
                () -> webp(Webps.header(0, 1 << 24, 1 << 24), LOSSY));
        add(
                files,
                "WebP of no width",
                MALFORMED,
                () -> {
                    var file = Webps.file("lossy");
                    file[26] = 0;
                    file[27] = 0;
                    return file;
                });
        add(files, "a white WebP", "EVIDENCE_ILLEGIBLE BLANK", () -> Webps.file("white"));
    }
}
