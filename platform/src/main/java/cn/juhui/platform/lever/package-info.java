/// What operators pause and let go again in a service, and what they did.
@NullMarked
package cn.juhui.platform.lever;

import org.jspecify.annotations.NullMarked;
