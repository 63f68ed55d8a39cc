package cn.juhui.evidence.adapter.imaging.webp.lossy;

/// From coefficients to differences of pixels (RFC 6386, section 14).
final class Vp8Transform {

    private final int[] half = new int[16];

    /// The means of luma's sixteen parts, each put where its part's first coefficient is.
    void spreadMeans(int[] in, int[] values) {
        for (int i = 0; i < 4; i++) {
            int a = in[i] + in[12 + i];
            int b = in[4 + i] + in[8 + i];
            int c = in[4 + i] - in[8 + i];
            int d = in[i] - in[12 + i];
            half[i] = a + b;
            half[8 + i] = a - b;
            half[4 + i] = d + c;
            half[12 + i] = d - c;
        }
        for (int i = 0; i < 4; i++) {
            int first = half[4 * i] + 3;
            int a = first + half[4 * i + 3];
            int b = half[4 * i + 1] + half[4 * i + 2];
            int c = half[4 * i + 1] - half[4 * i + 2];
            int d = first - half[4 * i + 3];
            values[64 * i] = a + b >> 3;
            values[64 * i + 16] = d + c >> 3;
            values[64 * i + 32] = a - b >> 3;
            values[64 * i + 48] = d - c >> 3;
        }
    }

    /// Adds a part's differences to what was predicted.
    void add(int[] in, int from, int[] pixels, int at, int stride) {
        boolean any = false;
        for (int i = from; i < from + 16; i++) {
            any |= in[i] != 0;
        }
        if (!any) {
            return;
        }
        for (int i = 0; i < 4; i++) {
            int a = in[from + i] + in[from + 8 + i];
            int b = in[from + i] - in[from + 8 + i];
            int c = low(in[from + 4 + i]) - high(in[from + 12 + i]);
            int d = high(in[from + 4 + i]) + low(in[from + 12 + i]);
            half[4 * i] = a + d;
            half[4 * i + 1] = b + c;
            half[4 * i + 2] = b - c;
            half[4 * i + 3] = a - d;
        }
        for (int i = 0; i < 4; i++) {
            int first = half[i] + 4;
            int a = first + half[8 + i];
            int b = first - half[8 + i];
            int c = low(half[4 + i]) - high(half[12 + i]);
            int d = high(half[4 + i]) + low(half[12 + i]);
            int row = at + i * stride;
            pixels[row] = clip(pixels[row] + (a + d >> 3));
            pixels[row + 1] = clip(pixels[row + 1] + (b + c >> 3));
            pixels[row + 2] = clip(pixels[row + 2] + (b - c >> 3));
            pixels[row + 3] = clip(pixels[row + 3] + (a - d >> 3));
        }
    }

    private static int low(int a) {
        return a * 35468 >> 16;
    }

    private static int high(int a) {
        return (a * 20091 >> 16) + a;
    }

    static int clip(int tone) {
        return Math.clamp(tone, 0, 255);
    }
}
