/// What all picture files have in common: bytes, Exif, and what stands behind their end.
@NullMarked
package cn.juhui.evidence.adapter.imaging.format;

import org.jspecify.annotations.NullMarked;
