/// Sentences over HTTP, for operators.
@NullMarked
package cn.juhui.notification.adapter.http.template;

import org.jspecify.annotations.NullMarked;
