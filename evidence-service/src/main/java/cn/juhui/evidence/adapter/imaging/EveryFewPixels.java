package cn.juhui.evidence.adapter.imaging;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.io.IOException;
import javax.imageio.ImageReader;

/// A large picture made small while it is decoded: of each row and column only every second, third … pixel is taken.
final class EveryFewPixels {

    private EveryFewPixels() {}

    /// @param decoder that has its input
    /// @param maxPixels of the small picture
    /// @param maxBytes of the small picture in memory
    static BufferedImage of(ImageReader decoder, long maxPixels, long maxBytes) throws IOException {
        var parameters = decoder.getDefaultReadParam();
        var allowed = Math.min(maxPixels, maxBytes / bytesPerPixel(decoder));
        int step = step(decoder.getWidth(0), decoder.getHeight(0), allowed);
        parameters.setSourceSubsampling(step, step, 0, 0);
        return decoder.read(0, parameters);
    }

    private static int bytesPerPixel(ImageReader decoder) throws IOException {
        var samples = decoder.getImageTypes(0).next().getSampleModel();
        return Math.max(
                1, samples.getNumBands() * DataBuffer.getDataTypeSize(samples.getDataType()) / 8);
    }

    private static int step(int width, int height, long allowed) {
        int step = 1;
        while (pixels(width, step) * pixels(height, step) > allowed) {
            step++;
        }
        return step;
    }

    private static long pixels(int side, int step) {
        return (side + step - 1) / step;
    }
}
