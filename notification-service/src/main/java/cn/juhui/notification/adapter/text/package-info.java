/// The words of notifications.
@NullMarked
package cn.juhui.notification.adapter.text;

import org.jspecify.annotations.NullMarked;
