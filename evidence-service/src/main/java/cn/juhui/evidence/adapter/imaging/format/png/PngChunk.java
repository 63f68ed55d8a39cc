package cn.juhui.evidence.adapter.imaging.format.png;

/// Where a chunk's data are in a PNG file.
///
/// @param type its four letters
record PngChunk(int type, int start, int length) {}
