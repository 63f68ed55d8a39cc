@NullMarked
package cn.juhui.notification.adapter.http.letter;

import org.jspecify.annotations.NullMarked;
