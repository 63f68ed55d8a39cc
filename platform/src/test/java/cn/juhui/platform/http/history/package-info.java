/// Asking what other services told.
@NullMarked
package cn.juhui.platform.http.history;

import org.jspecify.annotations.NullMarked;
