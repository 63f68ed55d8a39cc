/// PNG files, chunk by chunk.
@NullMarked
package cn.juhui.evidence.adapter.imaging.format.png;

import org.jspecify.annotations.NullMarked;
