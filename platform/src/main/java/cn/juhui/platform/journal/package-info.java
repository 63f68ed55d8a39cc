/// State, history and publishing in one guarded document update.
@NullMarked
package cn.juhui.platform.journal;

import org.jspecify.annotations.NullMarked;
