package cn.juhui.evidence.adapter.imaging.rows;

import java.io.IOException;

/// Takes a picture's rows, from top to bottom.
public interface PixelRows {

    /// @param argb a row's pixels, not premultiplied; the array is used again for the next row
    void add(int[] argb) throws IOException;
}
