/// A request that comes again gets the first one's answer.
@NullMarked
package cn.juhui.platform.http.idempotency;

import org.jspecify.annotations.NullMarked;
