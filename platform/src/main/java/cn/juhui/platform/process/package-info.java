/// A service as a process of its own: its environment variables, its start, its orderly end.
@NullMarked
package cn.juhui.platform.process;

import org.jspecify.annotations.NullMarked;
