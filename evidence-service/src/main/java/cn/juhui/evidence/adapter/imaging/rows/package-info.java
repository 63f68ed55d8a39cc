/// Pictures row by row, so that a large one never lies in memory whole.
@NullMarked
package cn.juhui.evidence.adapter.imaging.rows;

import org.jspecify.annotations.NullMarked;
