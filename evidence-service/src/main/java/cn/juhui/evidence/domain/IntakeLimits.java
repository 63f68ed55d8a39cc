package cn.juhui.evidence.domain;

/// How much a file may be, and how many files an order may have.
///
/// @param maxBytes of the file as sent
/// @param maxPixels width × height, known from the header before anything is decoded
/// @param maxSide of either side, in pixels
/// @param maxPerSide how many pieces each side of an order may add
public record IntakeLimits(long maxBytes, long maxPixels, int maxSide, int maxPerSide) {

    public IntakeLimits {
        if (maxBytes < 1 || maxPixels < 1 || maxSide < 1 || maxPerSide < 1) {
            throw new IllegalArgumentException("Every limit is at least 1");
        }
    }
}
