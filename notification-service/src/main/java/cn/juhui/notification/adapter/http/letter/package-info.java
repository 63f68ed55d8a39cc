/// Dead letters over HTTP, for operators.
@NullMarked
package cn.juhui.notification.adapter.http.letter;

import org.jspecify.annotations.NullMarked;
