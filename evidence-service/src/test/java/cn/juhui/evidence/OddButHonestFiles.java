package cn.juhui.evidence;

import static cn.juhui.evidence.Files.ascii;
import static cn.juhui.evidence.Files.chunk;
import static cn.juhui.evidence.Files.deflated;
import static cn.juhui.evidence.Files.join;
import static cn.juhui.evidence.Files.jpegWith;
import static cn.juhui.evidence.Files.pngWith;
import static cn.juhui.evidence.HostileFiles.JPEG;
import static cn.juhui.evidence.HostileFiles.PNG;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/// Files that carry something strange or dangerous beside a picture that is whole: they are taken in, and what is beside the
/// pixels goes no further.
public final class OddButHonestFiles {

    private OddButHonestFiles() {}

    public static Map<String, Supplier<byte[]>> all() {
        var files = new LinkedHashMap<String, Supplier<byte[]>>();
        pngs(files);
        jpegs(files);
        PhonePhotos.addHonest(files);
        files.put("long screenshot of 1,440 × 30,000", () -> LongScreens.png(1440, 30_000));
        files.put("long screenshot as a WebP", () -> Webps.file("long"));
        files.put("WebP with its place", () -> Webps.file("turned"));
        return files;
    }

    /// Pictures with something behind them that belongs to nothing.
    public static Map<String, Supplier<byte[]>> withARest() {
        return PhonePhotos.withARest();
    }

    private static void pngs(Map<String, Supplier<byte[]>> files) {
        var bomb = deflated(new byte[100_000_000]);
        var page = "<script>alert(1)</script>";
        files.put(
                "PNG with a compressed text of 100 MB",
                () -> pngWith(PNG, chunk("zTXt", join(ascii("Comment\0\0"), bomb))));
        files.put(
                "PNG with an international text of 100 MB",
                () -> pngWith(PNG, chunk("iTXt", join(ascii("Comment\0\1\0\0\0"), bomb))));
        files.put(
                "PNG with a colour profile of 100 MB",
                () -> pngWith(PNG, chunk("iCCP", join(ascii("p\0\0"), bomb))));
        files.put(
                "PNG with a chunk of nine megabytes that nobody needs",
                () -> pngWith(PNG, chunk("prVt", new byte[9_000_000])));
        files.put("PNG with a web page inside", () -> pngWith(PNG, chunk("tEXt", ascii(page))));
        files.put("PNG with a hundred thousand texts", () -> manyChunks("tEXt", 100_000));
        files.put(
                "PNG whose pixels come in single bytes",
                () -> Files.png(Files.header(200, 200, 8, 0), oneByOne(noise(200, 200))));
        files.put("interlaced PNG of 16 bits", OddButHonestFiles::interlaced);
        files.put(
                "PNG of forty million pixels",
                () -> {
                    var row = new byte[1 + 8_000 / 8];
                    Arrays.fill(row, 1, row.length, (byte) 0b01010011);
                    var rows = new byte[5_000][];
                    Arrays.fill(rows, row);
                    return Files.png(
                            Files.header(8_000, 5_000, 1, 0), chunk("IDAT", deflated(join(rows))));
                });
    }

    private static void jpegs(Map<String, Supplier<byte[]>> files) {
        files.put("photograph with its place", () -> jpegWith(JPEG, 0xe1, Files.exif(1)));
        files.put(
                "JPEG with a broken colour profile",
                () -> jpegWith(JPEG, 0xe2, join(ascii("ICC_PROFILE\0\1\1"), new byte[60_000])));
        files.put(
                "JPEG with a thousand comments",
                () -> {
                    var jpeg = JPEG;
                    for (int i = 0; i < 1000; i++) {
                        jpeg = jpegWith(jpeg, 0xfe, ascii("<?php system($_GET['c']) ?>"));
                    }
                    return jpeg;
                });
        files.put(
                "JPEG with a web page inside",
                () -> jpegWith(JPEG, 0xfe, ascii("<script>alert(1)</script>")));
        files.put("progressive JPEG", () -> Drawings.jpeg(Drawings.screen(), 0.8f, true));
        files.put(
                "JPEG of thirty-nine million pixels",
                () ->
                        Drawings.jpeg(
                                Drawings.screen(7_800, 5_000, 40, 90, Color.WHITE, Color.BLACK)));
    }

    private static byte[] noise(int width, int height) {
        var rows = new byte[(width + 1) * height];
        new Random(3).nextBytes(rows);
        for (int row = 0; row < height; row++) {
            rows[row * (width + 1)] = 0;
        }
        return rows;
    }

    private static byte[] oneByOne(byte[] raw) {
        var packed = deflated(raw);
        var chunks = new byte[packed.length][];
        for (int i = 0; i < packed.length; i++) {
            chunks[i] = chunk("IDAT", packed[i]);
        }
        return join(chunks);
    }

    private static byte[] manyChunks(String type, int count) {
        var chunks = new byte[count][];
        Arrays.fill(chunks, chunk(type, ascii("a\0b")));
        return pngWith(PNG, join(chunks));
    }

    private static byte[] interlaced() {
        var picture = new BufferedImage(640, 480, BufferedImage.TYPE_USHORT_GRAY);
        var brush = picture.createGraphics();
        brush.drawImage(Drawings.screen(), 0, 0, null);
        brush.dispose();
        return Drawings.interlacedPng(picture);
    }
}
