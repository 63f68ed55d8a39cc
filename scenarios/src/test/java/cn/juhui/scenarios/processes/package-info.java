/// Services and gateway as processes of their own: variables, starts, ends, several instances.
@NullMarked
package cn.juhui.scenarios.processes;

import org.jspecify.annotations.NullMarked;
