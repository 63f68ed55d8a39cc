package cn.juhui.evidence;

import static cn.juhui.evidence.Files.ascii;
import static cn.juhui.evidence.Files.hex;
import static cn.juhui.evidence.Files.join;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/// WebP files that libwebp's encoder made of drawings (by way of Pillow 13), and such that are put together by hand.
public final class Webps {

    private Webps() {}

    /// What libwebp's own decoder makes of a file.
    ///
    /// @param sha256 of its pixels, row by row, a byte each for red, green, blue and opacity
    public record Known(String name, int width, int height, String sha256) {

        public byte[] file() {
            return Webps.file(name);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    public static List<Known> known() {
        return new String(resource("pixels.txt"), StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.split(" "))
                .map(word ->
                        new Known(
                                word[0],
                                Integer.parseInt(word[1]),
                                Integer.parseInt(word[2]),
                                word[3]))
                .toList();
    }

    public static byte[] file(String name) {
        return resource(name + ".webp");
    }

    private static byte[] resource(String name) {
        try (var file = Webps.class.getResourceAsStream("/webp/" + name)) {
            return Objects.requireNonNull(file, name).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A chunk with its length, filled up to an even one.
    public static byte[] chunk(String type, byte... data) {
        return join(ascii(type), u32(data.length), data, new byte[data.length % 2]);
    }

    /// A file of these chunks.
    public static byte[] webp(byte[]... chunks) {
        var inside = join(ascii("WEBP"), join(chunks));
        return join(ascii("RIFF"), u32(inside.length), inside);
    }

    private static byte[] u32(int value) {
        return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array();
    }

    /// The extended header.
    public static byte[] header(int flags, int width, int height) {
        return chunk(
                "VP8X",
                join(
                        hex(flags, 0, 0, 0),
                        Files.first(u32(width - 1), 3),
                        Files.first(u32(height - 1), 3)));
    }

    /// The chunk of a simple file's picture, as it is in the file.
    public static byte[] picture(String name) {
        return Files.from(file(name), 12);
    }

    /// A simple file's picture with the end of its data missing, as if it had been no longer.
    public static byte[] cutPicture(String name, int length) {
        var file = file(name);
        var type = new String(file, 12, 4, StandardCharsets.US_ASCII);
        return webp(chunk(type, Arrays.copyOfRange(file, 20, 20 + length)));
    }

    /// A lossless picture's first bytes, which claim these sides.
    public static byte[] claim(int width, int height) {
        var sides = width - 1 | height - 1 << 14;
        return webp(chunk("VP8L", join(hex(0x2f), u32(sides), new byte[40])));
    }
}
