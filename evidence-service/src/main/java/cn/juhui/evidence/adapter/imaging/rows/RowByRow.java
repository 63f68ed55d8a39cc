package cn.juhui.evidence.adapter.imaging.rows;

import java.awt.Point;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentSampleModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.awt.image.SampleModel;
import java.awt.image.WritableRaster;
import java.io.IOException;
import javax.imageio.IIOException;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadUpdateListener;
import org.jspecify.annotations.Nullable;

/// Lets one of the JDK's decoders write a whole picture into memory for a single row: its rows all lie in the same place, and each is
/// taken away as soon as the decoder says that it is there. For pictures that come from top to bottom: of one that comes in several
/// passes the rows would be there more than once.
public final class RowByRow implements IIOReadUpdateListener {

    /// The rows do not come from top to bottom, each once.
    public static final class OutOfTurnException extends IOException {

        private static final long serialVersionUID = 1;
    }

    /// Gets out of the decoder.
    private static final class Stopped extends RuntimeException {

        private static final long serialVersionUID = 1;
    }

    /// Takes rows over without making new arrays for each, which would be half a gigabyte for a large photograph.
    private static final class OneRow extends WritableRaster {

        private final int[] row;

        OneRow(SampleModel model, DataBuffer data) {
            super(model, data, new Point());
            row = new int[model.getWidth() * model.getNumBands()];
        }

        @Override
        public void setRect(int left, int top, Raster from) {
            if (left == 0 && from.getWidth() == getWidth() && from.getHeight() == 1) {
                from.getPixels(from.getMinX(), from.getMinY(), from.getWidth(), 1, row);
                setPixels(0, top + from.getMinY(), from.getWidth(), 1, row);
            } else {
                super.setRect(left, top, from);
            }
        }
    }

    private final BufferedImage picture;
    private final PixelRows rows;
    private final int[] samples;
    private final int[] argb;
    private final int bands;
    private final int shift;
    private int expected;
    private @Nullable IOException stopped;

    private RowByRow(ImageReader decoder, PixelRows rows) throws IOException {
        this.rows = rows;
        int width = decoder.getWidth(0);
        int height = decoder.getHeight(0);
        var type = decoder.getImageTypes(0).next();
        var usual = (ComponentSampleModel) type.getSampleModel(width, 1);
        var allInOne =
                new ComponentSampleModel(
                        usual.getDataType(),
                        width,
                        height,
                        usual.getPixelStride(),
                        0,
                        usual.getBandOffsets());
        var raster = new OneRow(allInOne, usual.createDataBuffer());
        picture = new BufferedImage(type.getColorModel(), raster, false, null);
        bands = usual.getNumBands();
        shift = usual.getSampleSize(0) - 8;
        samples = new int[width * bands];
        argb = new int[width];
    }

    /// Whether the decoder's pixels have a byte or two for each of their parts.
    public static boolean isPossible(ImageReader decoder) throws IOException {
        var model = decoder.getImageTypes(0).next().getSampleModel(1, 1);
        return model instanceof ComponentSampleModel && model.getSampleSize(0) >= 8;
    }

    public static void read(ImageReader decoder, PixelRows rows) throws IOException {
        var reading = new RowByRow(decoder, rows);
        var parameters = decoder.getDefaultReadParam();
        parameters.setDestination(reading.picture);
        decoder.addIIOReadUpdateListener(reading);
        try {
            decoder.read(0, parameters);
        } catch (IOException | Stopped e) {
            // Some decoders wrap what a listener throws, and some don't.
            var stopped = reading.stopped;
            throw stopped != null ? stopped : new IIOException("Not decodable", e);
        }
    }

    @Override
    public void imageUpdate(
            ImageReader source,
            BufferedImage image,
            int minX,
            int minY,
            int width,
            int height,
            int periodX,
            int periodY,
            int[] theseBands) {
        if (minY != expected || height != 1) {
            throw stopped(new OutOfTurnException());
        }
        expected++;
        picture.getRaster().getPixels(0, 0, argb.length, 1, samples);
        var colours = picture.getColorModel();
        for (int x = 0; x < argb.length; x++) {
            argb[x] = colour(colours, x * bands);
        }
        try {
            rows.add(argb);
        } catch (IOException e) {
            throw stopped(e);
        }
    }

    private Stopped stopped(IOException cause) {
        stopped = cause;
        return new Stopped();
    }

    private int colour(ColorModel colours, int at) {
        if (colours instanceof IndexColorModel indexed) {
            return indexed.getRGB(samples[at]);
        }
        int red = samples[at] >> shift;
        if (bands < 3) {
            int alpha = bands == 1 ? 255 : samples[at + 1] >> shift;
            return alpha << 24 | red << 16 | red << 8 | red;
        }
        int alpha = bands == 3 ? 255 : samples[at + 3] >> shift;
        return alpha << 24 | red << 16 | samples[at + 1] >> shift << 8 | samples[at + 2] >> shift;
    }

    @Override
    public void passStarted(
            ImageReader source,
            BufferedImage image,
            int pass,
            int minPass,
            int maxPass,
            int minX,
            int minY,
            int periodX,
            int periodY,
            int[] theseBands) {}

    @Override
    public void passComplete(ImageReader source, BufferedImage image) {}

    @Override
    public void thumbnailPassStarted(
            ImageReader source,
            BufferedImage thumbnail,
            int pass,
            int minPass,
            int maxPass,
            int minX,
            int minY,
            int periodX,
            int periodY,
            int[] theseBands) {}

    @Override
    public void thumbnailUpdate(
            ImageReader source,
            BufferedImage thumbnail,
            int minX,
            int minY,
            int width,
            int height,
            int periodX,
            int periodY,
            int[] theseBands) {}

    @Override
    public void thumbnailPassComplete(ImageReader source, BufferedImage thumbnail) {}
}
