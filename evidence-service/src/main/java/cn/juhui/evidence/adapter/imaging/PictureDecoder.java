package cn.juhui.evidence.adapter.imaging;

import cn.juhui.evidence.adapter.imaging.format.Inspection;
import cn.juhui.evidence.adapter.imaging.format.jpeg.JpegEssentials;
import cn.juhui.evidence.adapter.imaging.format.png.PngEssentials;
import cn.juhui.evidence.adapter.imaging.rows.PixelRows;
import cn.juhui.evidence.adapter.imaging.rows.Reduction;
import cn.juhui.evidence.adapter.imaging.rows.RowByRow;
import cn.juhui.evidence.adapter.imaging.webp.WebpDecoder;
import cn.juhui.evidence.domain.picture.PictureFormat;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import org.jspecify.annotations.Nullable;

/// Decodes one sound file, to be looked at into a bounded number of bytes, and to be shown row by row: PNG and JPEG with the JDK's own decoders, WebP with ours. Of a picture that is
/// larger, a long screenshot's and a WebP's pixels are averaged, row by row, so that small writing can still be read; of others every
/// second, third … pixel is taken.
final class PictureDecoder {

    /// Of the decoded picture in memory.
    private static final long MAX_BYTES = 20_000_000;

    private static final long MAX_PIXELS = 6_000_000;

    /// Bytes of a pixel of a PNG in four channels of sixteen bits.
    private static final int DEEPEST = 8;

    /// Whose one side is so many times the other.
    private static final int LONG = 3;

    private final byte[] file;
    private final Inspection.Sound sound;
    private final AtomicBoolean aborted = new AtomicBoolean();
    private volatile @Nullable ImageReader reader;
    private byte @Nullable [] essentials;

    PictureDecoder(byte[] file, Inspection.Sound sound) {
        this.file = file;
        this.sound = sound;
    }

    /// @throws IOException when the file can't be decoded, or is not whole after all
    BufferedImage decode() throws IOException {
        return switch (sound.format()) {
            case WEBP -> decodeWebp();
            case PNG, JPEG -> decode(essentials());
        };
    }

    /// Made once, however often it is decoded.
    private byte[] essentials() {
        var made = essentials;
        if (made == null) {
            made =
                    sound.format() == PictureFormat.PNG
                            ? PngEssentials.of(file)
                            : JpegEssentials.of(file, sound.end());
            essentials = made;
        }
        return made;
    }

    /// All of its pixels, as they are stored, row by row from top to bottom.
    ///
    /// @throws RowByRow.OutOfTurnException when they don't come so; [#bands] gets them all the same
    /// @throws IOException when the file can't be decoded, or is not whole after all
    void rows(PixelRows rows) throws IOException {
        switch (sound.format()) {
            case WEBP -> WebpDecoder.decode(file, argb -> add(argb, rows));
            case PNG, JPEG -> rows(essentials(), rows);
        }
    }

    private void rows(byte[] essentials, PixelRows rows) throws IOException {
        read(
                essentials,
                decoder -> {
                    if (RowByRow.isPossible(decoder)) {
                        RowByRow.read(decoder, argb -> add(argb, rows));
                    } else {
                        // Half a byte a pixel at most.
                        addAll(decoder.read(0), sound.height(), rows);
                    }
                    return null;
                });
    }

    private void addAll(BufferedImage part, int height, PixelRows rows) throws IOException {
        var row = new int[part.getWidth()];
        for (int y = 0; y < height; y++) {
            add(part.getRGB(0, y, row.length, 1, row, 0, row.length), rows);
        }
    }

    /// The same of a picture that comes in several passes: in bands, each in a decoding of its own.
    void bands(PixelRows rows) throws IOException {
        BufferedImage band = null;
        for (int top = 0; top < sound.height(); top += bandRows()) {
            int height = Math.min(bandRows(), sound.height() - top);
            var region = new Rectangle(0, top, sound.width(), height);
            var before = band;
            band = read(essentials(), decoder -> band(decoder, region, before));
            addAll(Objects.requireNonNull(band), height, rows);
        }
    }

    /// @param before a picture to put it into
    private BufferedImage band(
            ImageReader decoder, Rectangle region, @Nullable BufferedImage before)
            throws IOException {
        var into =
                before == null
                        ? decoder.getImageTypes(0)
                                .next()
                                .createBufferedImage(region.width, region.height)
                        : before;
        var parameters = decoder.getDefaultReadParam();
        parameters.setSourceRegion(region);
        parameters.setDestination(into);
        return decoder.read(0, parameters);
    }

    /// How many decodings [#bands] takes.
    int bands() {
        return (sound.height() + bandRows() - 1) / bandRows();
    }

    private int bandRows() {
        var most = sound.format() == PictureFormat.PNG ? MAX_BYTES / DEEPEST : MAX_PIXELS;
        return Math.clamp(most / sound.width(), 1, sound.height());
    }

    /// Stops a decoding in progress, from another thread.
    void abort() {
        aborted.set(true);
        var decoding = reader;
        if (decoding != null) {
            decoding.abort();
        }
    }

    private BufferedImage decodeWebp() throws IOException {
        var smaller = new Reduction(sound.width(), sound.height(), MAX_PIXELS);
        WebpDecoder.decode(file, argb -> add(argb, smaller));
        return smaller.picture();
    }

    private void add(int[] argb, PixelRows rows) throws IOException {
        if (aborted.get()) {
            throw new IIOException("Given up");
        }
        rows.add(argb);
    }

    private BufferedImage decode(byte[] essentials) throws IOException {
        if (isLong()) {
            var averaged = read(essentials, this::averaged);
            if (averaged != null) {
                return averaged;
            }
        }
        var picture =
                read(essentials, decoder -> EveryFewPixels.of(decoder, MAX_PIXELS, MAX_BYTES));
        if (picture == null) {
            throw new IIOException("No picture");
        }
        return picture;
    }

    private boolean isLong() {
        long pixels = (long) sound.width() * sound.height();
        int longer = Math.max(sound.width(), sound.height());
        int shorter = Math.min(sound.width(), sound.height());
        return pixels > MAX_PIXELS && longer > LONG * shorter;
    }

    private interface Reading {
        @Nullable BufferedImage of(ImageReader decoder) throws IOException;
    }

    private @Nullable BufferedImage read(byte[] essentials, Reading reading) throws IOException {
        var decoder = readerOf(sound.format());
        reader = decoder;
        try (var input = new ByteArrayImageInput(essentials)) {
            decoder.setInput(input, true, true);
            var incomplete = new AtomicBoolean();
            decoder.addIIOReadWarningListener((source, warning) -> {
                if (warning.toLowerCase(Locale.ROOT).contains("premature")) {
                    incomplete.set(true);
                }
            });
            var picture = reading.of(decoder);
            if (aborted.get() || incomplete.get()) {
                throw new IIOException("The picture is not whole");
            }
            return picture;
        } finally {
            reader = null;
            decoder.dispose();
        }
    }

    /// Null when its rows don't come from top to bottom.
    private @Nullable BufferedImage averaged(ImageReader decoder) throws IOException {
        var smaller = new Reduction(sound.width(), sound.height(), MAX_PIXELS);
        if (!RowByRow.isPossible(decoder)) {
            // Half a byte a pixel at most.
            addAll(decoder.read(0), sound.height(), smaller);
            return smaller.picture();
        }
        try {
            RowByRow.read(decoder, argb -> add(argb, smaller));
        } catch (RowByRow.OutOfTurnException e) {
            return null;
        }
        return smaller.picture();
    }

    private static ImageReader readerOf(PictureFormat format) {
        return ImageIO.getImageReadersByFormatName(format.name()).next();
    }
}
