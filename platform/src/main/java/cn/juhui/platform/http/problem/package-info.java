/// Refusals as problem documents (RFC 9457), whatever refused.
@NullMarked
package cn.juhui.platform.http.problem;

import org.jspecify.annotations.NullMarked;
