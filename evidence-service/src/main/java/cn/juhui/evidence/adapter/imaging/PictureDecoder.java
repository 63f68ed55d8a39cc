package cn.juhui.evidence.adapter.imaging;

import cn.juhui.evidence.adapter.imaging.webp.WebpDecoder;
import cn.juhui.evidence.domain.Inspection;
import cn.juhui.evidence.domain.JpegEssentials;
import cn.juhui.evidence.domain.PictureFormat;
import cn.juhui.evidence.domain.PngEssentials;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import org.jspecify.annotations.Nullable;

/// Decodes one sound file into a bounded number of bytes: PNG and JPEG with the JDK's own decoders, WebP with ours. Of a picture that is
/// larger, a long screenshot's and a WebP's pixels are averaged, row by row, so that small writing can still be read; of others every
/// second, third … pixel is taken.
final class PictureDecoder {

    /// Of the decoded picture in memory.
    private static final long MAX_BYTES = 20_000_000;

    private static final long MAX_PIXELS = 6_000_000;

    /// Whose one side is so many times the other.
    private static final int LONG = 3;

    private final byte[] file;
    private final Inspection.Sound sound;
    private final AtomicBoolean aborted = new AtomicBoolean();
    private volatile @Nullable ImageReader reader;

    PictureDecoder(byte[] file, Inspection.Sound sound) {
        this.file = file;
        this.sound = sound;
    }

    /// @throws IOException when the file can't be decoded, or is not whole after all
    BufferedImage decode() throws IOException {
        return switch (sound.format()) {
            case WEBP -> decodeWebp();
            case PNG -> decode(PngEssentials.of(file));
            case JPEG -> decode(JpegEssentials.of(file, sound.end()));
        };
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

    private void add(int[] argb, Reduction smaller) throws IOException {
        if (aborted.get()) {
            throw new IIOException("Given up");
        }
        smaller.add(argb);
    }

    private BufferedImage decode(byte[] essentials) throws IOException {
        if (isLong()) {
            var averaged = read(essentials, this::averaged);
            if (averaged != null) {
                return averaged;
            }
        }
        var picture = read(essentials, this::everyFewPixels);
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
            var whole = decoder.read(0);
            var row = new int[whole.getWidth()];
            for (int y = 0; y < whole.getHeight(); y++) {
                add(whole.getRGB(0, y, row.length, 1, row, 0, row.length), smaller);
            }
            return smaller.picture();
        }
        try {
            RowByRow.read(decoder, argb -> add(argb, smaller));
        } catch (RowByRow.OutOfTurnException e) {
            return null;
        }
        return smaller.picture();
    }

    private BufferedImage everyFewPixels(ImageReader decoder) throws IOException {
        var parameters = decoder.getDefaultReadParam();
        var step = step(decoder);
        parameters.setSourceSubsampling(step, step, 0, 0);
        return decoder.read(0, parameters);
    }

    private static ImageReader readerOf(PictureFormat format) {
        return ImageIO.getImageReadersByFormatName(format.name()).next();
    }

    private int step(ImageReader decoder) throws IOException {
        var samples = decoder.getImageTypes(0).next().getSampleModel();
        var bytesPerPixel =
                Math.max(
                        1,
                        samples.getNumBands()
                                * DataBuffer.getDataTypeSize(samples.getDataType())
                                / 8);
        var allowed = Math.min(MAX_PIXELS, MAX_BYTES / bytesPerPixel);
        int step = 1;
        while (pixels(sound.width(), step) * pixels(sound.height(), step) > allowed) {
            step++;
        }
        return step;
    }

    private static long pixels(int side, int step) {
        return (side + step - 1) / step;
    }
}
