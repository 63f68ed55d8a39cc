package cn.juhui.evidence.adapter.imaging.format;

import cn.juhui.evidence.domain.IntakeLimits;
import cn.juhui.evidence.domain.Refusal;
import cn.juhui.evidence.domain.picture.Orientation;
import cn.juhui.evidence.domain.picture.PictureFormat;
import org.jspecify.annotations.Nullable;

/// What the bytes of a file say, before anything is decoded.
public sealed interface Inspection {

    /// A whole picture within the limits.
    ///
    /// @param width in pixels, as stored: a turned photograph's sides are swapped when it is shown
    /// @param height in pixels, as stored
    /// @param end where the picture ends in the file; behind it a telephone may have put what belongs to it ([JpegTail])
    /// @param kept so many bytes of the file are kept: with what belongs to the picture, without the rest of an older one ([TrailingData])
    record Sound(
            PictureFormat format, int width, int height, Orientation orientation, int end, int kept)
            implements Inspection {}

    record Unsound(Refusal refusal) implements Inspection {}

    /// Null when the sides are within the limits.
    static @Nullable Inspection outsideOf(IntakeLimits limits, long width, long height) {
        if (width < 1 || height < 1) {
            return corrupt(Refusal.Damage.MALFORMED);
        }
        if (width > limits.maxSide() || height > limits.maxSide()) {
            return tooLarge(Refusal.Measure.SIDE, limits.maxSide());
        }
        return width * height > limits.maxPixels()
                ? tooLarge(Refusal.Measure.PIXELS, limits.maxPixels())
                : null;
    }

    static Inspection corrupt(Refusal.Damage damage) {
        return new Unsound(new Refusal.Corrupt(damage));
    }

    static Inspection unsupported(Refusal.Kind kind) {
        return new Unsound(new Refusal.TypeUnsupported(kind));
    }

    static Inspection tooLarge(Refusal.Measure measure, long limit) {
        return new Unsound(new Refusal.TooLarge(measure, limit));
    }
}
