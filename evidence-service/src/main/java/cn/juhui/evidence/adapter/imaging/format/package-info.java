/// File formats, walked without decoding: JPEG, PNG and WebP, and what hides behind their end.
@NullMarked
package cn.juhui.evidence.adapter.imaging.format;

import org.jspecify.annotations.NullMarked;
