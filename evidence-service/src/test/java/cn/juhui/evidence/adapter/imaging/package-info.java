/// Tests of the darkroom.
@NullMarked
package cn.juhui.evidence.adapter.imaging;

import org.jspecify.annotations.NullMarked;
