package cn.juhui.evidence.adapter.imaging;

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

/// Decodes one sound file with the JDK's own decoders, into a bounded number of bytes: a larger picture is read with every
/// second, third … pixel only.
final class PictureDecoder {

    /// Of the decoded picture in memory.
    private static final long MAX_BYTES = 20_000_000;

    private static final long MAX_PIXELS = 6_000_000;

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
        var decoder = readerOf(sound.format());
        reader = decoder;
        try (var input = new ByteArrayImageInput(essentials())) {
            decoder.setInput(input, true, true);
            var incomplete = new AtomicBoolean();
            decoder.addIIOReadWarningListener((source, warning) -> {
                if (warning.toLowerCase(Locale.ROOT).contains("premature")) {
                    incomplete.set(true);
                }
            });
            var parameters = decoder.getDefaultReadParam();
            var step = step(decoder);
            parameters.setSourceSubsampling(step, step, 0, 0);
            var picture = decoder.read(0, parameters);
            if (aborted.get() || incomplete.get()) {
                throw new IIOException("The picture is not whole");
            }
            return picture;
        } finally {
            reader = null;
            decoder.dispose();
        }
    }

    /// Stops a decoding in progress, from another thread.
    void abort() {
        aborted.set(true);
        var decoding = reader;
        if (decoding != null) {
            decoding.abort();
        }
    }

    private byte[] essentials() {
        return switch (sound.format()) {
            case PNG -> PngEssentials.of(file);
            case JPEG -> JpegEssentials.of(file, sound.end());
        };
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
