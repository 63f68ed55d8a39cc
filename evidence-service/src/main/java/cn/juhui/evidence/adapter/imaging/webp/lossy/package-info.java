/// The lossy half of WebP (VP8, RFC 6386).
@NullMarked
package cn.juhui.evidence.adapter.imaging.webp.lossy;

import org.jspecify.annotations.NullMarked;
