package cn.juhui.evidence.adapter.imaging;

import cn.juhui.evidence.adapter.imaging.format.Inspection;
import cn.juhui.evidence.adapter.imaging.rows.BoundedBytes;
import cn.juhui.evidence.adapter.imaging.rows.JpegRows;
import cn.juhui.evidence.adapter.imaging.rows.PngRows;
import cn.juhui.evidence.adapter.imaging.rows.RowByRow;
import cn.juhui.evidence.adapter.imaging.rows.RowEncoder;
import cn.juhui.evidence.adapter.imaging.rows.UprightRows;
import cn.juhui.evidence.application.picture.ImageProcessing.Print;
import cn.juhui.evidence.domain.picture.PictureFormat;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Encodes a large picture anew with every pixel it has, upright: what is small on it can be read by others, too. It is decoded once more for that, row by row
/// into the encoder, so that it needs the memory of a few rows.
///
/// @param maxBytes a PNG that would be larger is made a JPEG, and a JPEG one of a lower quality
record FullSize(PictureDecoder decoder, Inspection.Sound sound, long maxBytes) {

    private static final float[] QUALITIES = {PrintMaker.QUALITY, 0.75f, 0.6f};

    /// Decodings for one encoding; more would be too costly.
    private static final int MOST_DECODINGS = 9;

    /// Null where it would take too long, or no encoding is small enough.
    @Nullable Print print(PictureFormat wanted) throws IOException {
        try {
            return print(wanted, 1, decoder::rows);
        } catch (RowByRow.OutOfTurnException e) {
            return print(wanted, decoder.bands(), decoder::bands);
        }
    }

    private @Nullable Print print(
            PictureFormat wanted, int decodings, UprightRows.Decoding decoding) throws IOException {
        var upright = new UprightRows(sound.orientation(), sound.width(), sound.height());
        if (decodings * upright.decodings() > MOST_DECODINGS) {
            return null;
        }
        int width = upright.shownWidth();
        int height = upright.shownHeight();
        if (wanted == PictureFormat.PNG) {
            try {
                return encoded(
                        new PngRows(width, height, maxBytes), upright, decoding, PictureFormat.PNG);
            } catch (BoundedBytes.TooManyException e) {
                // Then as a JPEG.
            }
        }
        for (var quality : QUALITIES) {
            try {
                return encoded(
                        new JpegRows(width, height, quality, maxBytes),
                        upright,
                        decoding,
                        PictureFormat.JPEG);
            } catch (BoundedBytes.TooManyException e) {
                // Then a little worse.
            }
        }
        return null;
    }

    private static Print encoded(
            RowEncoder encoder,
            UprightRows upright,
            UprightRows.Decoding decoding,
            PictureFormat format)
            throws IOException {
        upright.read(decoding, encoder);
        return PrintMaker.of(encoder.finish(), format, upright.shownWidth(), upright.shownHeight());
    }
}
