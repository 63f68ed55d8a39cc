/// The audit trail over HTTP, for operators.
@NullMarked
package cn.juhui.notification.adapter.http.audit;

import org.jspecify.annotations.NullMarked;
