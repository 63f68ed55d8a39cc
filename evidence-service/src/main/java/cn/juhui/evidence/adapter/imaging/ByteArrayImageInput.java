package cn.juhui.evidence.adapter.imaging;

import javax.imageio.stream.ImageInputStreamImpl;

/// A file in memory for ImageIO, without ImageIO's second copy of it.
final class ByteArrayImageInput extends ImageInputStreamImpl {

    private final byte[] file;

    ByteArrayImageInput(byte[] file) {
        this.file = file;
    }

    @Override
    public int read() {
        bitOffset = 0;
        return streamPos < file.length ? file[(int) streamPos++] & 0xff : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
        bitOffset = 0;
        if (streamPos >= file.length) {
            return -1;
        }
        int count = (int) Math.min(length, file.length - streamPos);
        System.arraycopy(file, (int) streamPos, into, offset, count);
        streamPos += count;
        return count;
    }

    @Override
    public long length() {
        return file.length;
    }
}
