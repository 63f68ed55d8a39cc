/// What notification-service promises, checked.
@NullMarked
package cn.juhui.notification;

import org.jspecify.annotations.NullMarked;
