/// The trace of a request or a record, and the line that the log has of it.
@NullMarked
package cn.juhui.platform.trace;

import org.jspecify.annotations.NullMarked;
