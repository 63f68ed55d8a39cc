/// WebP files, chunk by chunk.
@NullMarked
package cn.juhui.evidence.adapter.imaging.format.webp;

import org.jspecify.annotations.NullMarked;
