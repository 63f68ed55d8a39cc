/// Starts, health and deploy step, on a real broker and store.
@NullMarked
package cn.juhui.platform.process;

import org.jspecify.annotations.NullMarked;
