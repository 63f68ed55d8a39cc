package cn.juhui.evidence.adapter.imaging;

import cn.juhui.evidence.adapter.imaging.format.Inspection;
import cn.juhui.evidence.adapter.imaging.format.jpeg.JpegStructure;
import cn.juhui.evidence.adapter.imaging.format.png.PngStructure;
import cn.juhui.evidence.adapter.imaging.format.webp.WebpStructure;
import cn.juhui.evidence.domain.IntakeLimits;
import cn.juhui.evidence.domain.Refusal;

/// Tells what a file is, whatever its name says.
public final class FileInspector {

    private FileInspector() {}

    /// Looks at a file: magic first, then the whole structure up to its last byte.
    public static Inspection inspect(byte[] file, IntakeLimits limits) {
        if (file.length > limits.maxBytes()) {
            return Inspection.tooLarge(Refusal.Measure.BYTES, limits.maxBytes());
        }
        if (file.length == 0) {
            return Inspection.corrupt(Refusal.Damage.EMPTY);
        }
        if (PngStructure.begins(file)) {
            return new PngStructure(file, limits).inspect();
        }
        if (JpegStructure.begins(file)) {
            return new JpegStructure(file, limits).inspect();
        }
        if (WebpStructure.begins(file)) {
            return new WebpStructure(file, limits).inspect();
        }
        return Inspection.unsupported(Refusal.Kind.NOT_A_PICTURE);
    }
}
