/// What is done together, and what becomes of each part of it.
@NullMarked
package cn.juhui.platform.batch;

import org.jspecify.annotations.NullMarked;
