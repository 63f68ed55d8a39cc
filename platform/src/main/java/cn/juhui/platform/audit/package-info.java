/// Where it is noted who did what.
@NullMarked
package cn.juhui.platform.audit;

import org.jspecify.annotations.NullMarked;
