/// What the platform's people did, and why: noted in the service where they did it.
@NullMarked
package cn.juhui.platform.audit;

import org.jspecify.annotations.NullMarked;
