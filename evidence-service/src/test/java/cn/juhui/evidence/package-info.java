/// Tests of the service as a whole, and the files they need.
@NullMarked
package cn.juhui.evidence;

import org.jspecify.annotations.NullMarked;
