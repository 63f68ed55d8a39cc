@NullMarked
package cn.juhui.notification.adapter.messaging.letter;

import org.jspecify.annotations.NullMarked;
