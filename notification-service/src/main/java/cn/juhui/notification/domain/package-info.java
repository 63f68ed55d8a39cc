/// Who hears of an event, and what a notification is. Plain Java.
@NullMarked
package cn.juhui.notification.domain;

import org.jspecify.annotations.NullMarked;
