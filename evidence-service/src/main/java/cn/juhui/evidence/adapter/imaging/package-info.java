/// Decoding and encoding pictures, bounded in memory and time.
@NullMarked
package cn.juhui.evidence.adapter.imaging;

import org.jspecify.annotations.NullMarked;
