package cn.juhui.evidence.adapter.imaging;

import cn.juhui.evidence.application.picture.ImageProcessing.Print;
import cn.juhui.evidence.domain.picture.PictureFormat;
import cn.juhui.evidence.domain.picture.StoredPicture;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/// Encodes pictures: pixels and nothing else, so no metadata get through.
final class PrintMaker {

    static final float QUALITY = 0.9f;
    private static final int THUMBNAIL = 320;

    /// Of a picture whose one side is more than so many times the other a thumbnail shows the beginning: as a whole it would be a stripe.
    private static final double LONG = 2.5;

    private final long maxBytes;

    /// @param maxBytes a PNG that would be larger is made a JPEG
    PrintMaker(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    Print shown(Canvas canvas, PictureFormat wanted) throws IOException {
        var print = print(canvas, wanted);
        return print.bytes().length > maxBytes ? print(canvas, PictureFormat.JPEG) : print;
    }

    Print thumbnail(Canvas canvas) throws IOException {
        return print(canvas.beginning(LONG).within(THUMBNAIL), PictureFormat.JPEG);
    }

    private static Print print(Canvas canvas, PictureFormat format) throws IOException {
        var picture = canvas.picture();
        return of(encode(picture, format), format, picture.getWidth(), picture.getHeight());
    }

    /// Bytes as they are, with their hash.
    static Print of(byte[] bytes, PictureFormat format, int width, int height) {
        var picture =
                new StoredPicture(StoredPicture.sha256(bytes), format, bytes.length, width, height);
        return new Print(picture, bytes);
    }

    private static byte[] encode(BufferedImage picture, PictureFormat format) throws IOException {
        var writer = ImageIO.getImageWritersByFormatName(format.name()).next();
        var bytes = new ByteArrayOutputStream();
        try (var output = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(output);
            var parameters = writer.getDefaultWriteParam();
            if (format == PictureFormat.JPEG) {
                parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                parameters.setCompressionQuality(QUALITY);
            }
            writer.write(null, new IIOImage(picture, null, null), parameters);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
